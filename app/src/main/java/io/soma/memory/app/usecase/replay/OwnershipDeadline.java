package io.soma.memory.app.usecase.replay;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;

/**
 * How long a replay may rely on holding its tenant; the time began before it asked for due events.
 * After a process stood still, another one may have its lease or partition. The two share no clock,
 * so each uses its own, and gives up well before a lease ends. For its thread.
 */
final class OwnershipDeadline {

  /** The time for the database's answers. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final MonotonicClock clock;
  private final long begin;
  private final Duration longest;
  private final Duration call;

  /** Begins now, and lasts for one query, one call, and the steps after a failed call. */
  OwnershipDeadline(MonotonicClock clock, Duration call) {
    this.clock = clock;
    this.begin = clock.nanos();
    this.call = call;
    this.longest =
        OrderedReplay.AT_ONE_ASKING.plus(call).plus(OrderedReplay.AFTER_A_FAILURE).plus(SLACK);
  }

  /** How long it lasts. */
  Duration length() {
    return longest;
  }

  /** Whether the outbox must be asked anew before another event is begun. */
  boolean isOld() {
    return clock.nanos() - begin > OrderedReplay.AT_ONE_ASKING.toNanos();
  }

  /** Whether a call that begins now ends before another may hold the tenant. */
  boolean mayBegin() {
    return clock.nanos() - begin <= longest.minus(call).toNanos();
  }

  /**
   * This time, or less if another may hold the tenant before it is over; negative if it may now.
   */
  Duration atMost(Duration time) {
    Duration left = longest.minusNanos(clock.nanos() - begin);
    return left.compareTo(time) < 0 ? left : time;
  }

  /** Whether another may hold the tenant by now. */
  boolean isOver() {
    return clock.nanos() - begin > longest.toNanos();
  }
}
