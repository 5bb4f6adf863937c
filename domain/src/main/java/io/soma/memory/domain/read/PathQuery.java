package io.soma.memory.domain.read;

import io.soma.memory.domain.write.InvalidWriteException;
import org.jspecify.annotations.Nullable;

/**
 * Which path between two memories is wanted; the shortest is found.
 *
 * @param maxLength at most how many memories on it, both ends among them; 0 to {@value #MAX_LENGTH}
 * @param linkType only along links of this type; of any where it is null
 */
public record PathQuery(int maxLength, @Nullable String linkType) {

  /** The longest path that can be asked for. */
  public static final int MAX_LENGTH = 1000;

  /** Of at most ten memories, along links of any type. */
  public static final PathQuery UP_TO_TEN = new PathQuery(10, null);

  public PathQuery {
    if (maxLength < 0 || maxLength > MAX_LENGTH) {
      throw new InvalidWriteException("max_length", maxLength + " is not from 0 to " + MAX_LENGTH);
    }
    LinkTypeFilter.check(linkType);
  }
}
