package io.soma.memory.domain.read;

import io.soma.memory.domain.write.InvalidWriteException;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbors of a memory are wanted; the newest link comes first.
 *
 * @param limit at most how many; 0 to {@value #MAX_LIMIT}
 * @param offset how many of the first to leave out; at least 0
 * @param linkType only links of this type; any where it is null
 */
public record NeighborQuery(int limit, int offset, @Nullable String linkType) {

  /** The most neighbors of one answer. */
  public static final int MAX_LIMIT = 1000;

  /** The ten newest, of any type. */
  public static final NeighborQuery FIRST_TEN = new NeighborQuery(10, 0, null);

  // The memory service would always answer 500 to the queries that are refused here, and each 500
  // counts against the tenant's circuit.
  public NeighborQuery {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new InvalidWriteException("limit", limit + " is not from 0 to " + MAX_LIMIT);
    }
    if (offset < 0) {
      throw new InvalidWriteException("offset", offset + " is negative");
    }
    LinkTypeFilter.check(linkType);
  }
}
