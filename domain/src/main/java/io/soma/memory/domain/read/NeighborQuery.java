package io.soma.memory.domain.read;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbors of a memory are wanted; the newest link comes first.
 *
 * @param limit at most how many; at least 0
 * @param offset how many of the first to leave out; at least 0
 * @param linkType only links of this type, a text without U+0000 and lone surrogates; any where it
 *     is null
 */
public record NeighborQuery(int limit, int offset, @Nullable String linkType) {

  /** The ten newest, of any type. */
  public static final NeighborQuery FIRST_TEN = new NeighborQuery(10, 0, null);

  public NeighborQuery {
    if (limit < 0) {
      throw new InvalidWriteException("limit", limit + " is negative");
    }
    if (offset < 0) {
      throw new InvalidWriteException("offset", offset + " is negative");
    }
    if (linkType != null) {
      UnicodeText.check(linkType, "link type");
    }
  }
}
