package io.soma.memory.domain.read;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.UnicodeText;
import org.jspecify.annotations.Nullable;

/**
 * Which path between two memories is wanted; the shortest is found.
 *
 * @param maxLength at most how many memories on it, both ends among them; at least 0
 * @param linkType only along links of this type, a text without U+0000 and lone surrogates; of any
 *     where it is null
 */
public record PathQuery(int maxLength, @Nullable String linkType) {

  /** Of at most ten memories, along links of any type. */
  public static final PathQuery UP_TO_TEN = new PathQuery(10, null);

  public PathQuery {
    if (maxLength < 0) {
      throw new InvalidWriteException("max length", maxLength + " is negative");
    }
    if (linkType != null) {
      UnicodeText.check(linkType, "link type");
    }
  }
}
