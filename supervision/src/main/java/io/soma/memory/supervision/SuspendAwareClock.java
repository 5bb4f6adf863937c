package io.soma.memory.supervision;

import io.soma.memory.ports.driven.MonotonicClock;
import java.util.function.LongSupplier;

/**
 * A clock for durations that counts the time for which the machine was suspended, as {@link
 * System#nanoTime} does not on most systems: a process that wakes up must know that its leases are
 * over. Where the wall clock went further than {@code nanoTime} by a second or more, the machine
 * was suspended, or the wall clock was set ahead. Both count as time that has passed: a lease that
 * is given up too early does no harm.
 *
 * <p>Safe for many threads.
 */
public final class SuspendAwareClock implements MonotonicClock {

  /** The clock of the machine. */
  public static final MonotonicClock SYSTEM =
      new SuspendAwareClock(System::nanoTime, System::currentTimeMillis);

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A shorter suspension is not told from the two clocks' own differences. */
  private static final long LEAST_SUSPENSION_NANOS = 1_000_000_000;

  /** So often the clocks are compared anew, so that small differences never add up. */
  private static final long MARK_EVERY_NANOS = 1_000_000_000;

  /** A process can stand still between two readings; those of one moment are closer. */
  private static final long ONE_MOMENT_NANOS = 100_000_000;

  private static final int MOST_READINGS = 5;

  private final LongSupplier nanoTime;
  private final LongSupplier wallMillis;
  private volatile Mark mark;

  /**
   * Both clocks at one moment.
   *
   * @param suspended how long the machine was suspended before, as far as it was noticed
   */
  private record Mark(long nanos, long wallMillis, long suspended) {

    /** How much further the wall clock has gone since. */
    long behind(long nanosNow, long wallMillisNow) {
      return (wallMillisNow - wallMillis) * NANOS_PER_MILLI - (nanosNow - nanos);
    }
  }

  /**
   * One that reads these clocks.
   *
   * @param nanoTime for durations; may stand still while the machine is suspended
   * @param wallMillis the time of day, in milliseconds
   */
  public SuspendAwareClock(LongSupplier nanoTime, LongSupplier wallMillis) {
    this.nanoTime = nanoTime;
    this.wallMillis = wallMillis;
    this.mark = new Mark(nanoTime.getAsLong(), wallMillis.getAsLong(), 0);
  }

  @Override
  public long nanos() {
    // The wall clock first: if the process stands still between the two, nothing looks suspended.
    long wall = wallMillis.getAsLong();
    long now = nanoTime.getAsLong();
    Mark last = mark;
    return now - last.nanos() < MARK_EVERY_NANOS && last.behind(now, wall) < LEAST_SUSPENSION_NANOS
        ? now + last.suspended()
        : compared();
  }

  private synchronized long compared() {
    long now = nanoTime.getAsLong();
    for (int reading = 0; reading < MOST_READINGS; reading++) {
      long before = now;
      long wall = wallMillis.getAsLong();
      now = nanoTime.getAsLong();
      if (now - before < ONE_MOMENT_NANOS) {
        long behind = mark.behind(now, wall);
        long more = behind < LEAST_SUSPENSION_NANOS ? 0 : behind;
        mark = new Mark(now, wall, mark.suspended() + more);
        break;
      }
    }
    return now + mark.suspended();
  }
}
