package io.soma.memory.domain.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * One start of one process on an outbox.
 *
 * <p>Ids are ordered: processes whose metrics are read come before the others, and among these the
 * older before the newer, by their machines' clocks. The first of those that are alive reports what
 * all of them see alike. UUIDs of versions before this order lie anywhere in it.
 */
public record InstanceId(UUID value) implements Comparable<InstanceId> {

  private static final int TIME_BITS = 44;

  /** Version 8: the layout is ours. */
  private static final long VERSION = 8L << 12;

  /**
   * A new id.
   *
   * @param showsMetrics whether its metrics are known to be read
   * @param started when the process started
   * @param random tells those of one time apart
   */
  public static InstanceId of(boolean showsMetrics, Instant started, UUID random) {
    long time = Math.max(0, started.toEpochMilli()) & ((1L << TIME_BITS) - 1);
    long rank = showsMetrics ? 0 : 1;
    long high = rank << 60 | time << 16 | VERSION | random.getMostSignificantBits() & 0xfff;
    return new InstanceId(new UUID(high, random.getLeastSignificantBits()));
  }

  /** By all their bits, as PostgreSQL orders them. */
  @Override
  public int compareTo(InstanceId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }
}
