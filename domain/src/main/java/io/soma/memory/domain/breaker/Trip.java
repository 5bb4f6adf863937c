package io.soma.memory.domain.breaker;

/**
 * The opening of a circuit, kept until it closes. Times are nanoseconds of a monotonic clock.
 *
 * @param count how often it opened without closing in between; at least 1
 * @param reason why it opened last
 * @param since when it opened first
 * @param openedAt when it opened last
 * @param dueAt when the timer lets the next probe through
 * @param hastened whether a probe went ahead of the timer; that happens once until it closes
 */
public record Trip(
    int count, FailureReason reason, long since, long openedAt, long dueAt, boolean hastened) {

  /** Whether the timer lets a probe through. */
  public boolean isDue(long now) {
    return now - dueAt >= 0;
  }

  /** For a circuit that was idle and whose probe is under way. */
  static Trip afterIdle(int count, long now) {
    return new Trip(count, FailureReason.UNKNOWN, now, now, now, false);
  }

  static Trip first(FailureReason reason, BreakerPolicy policy, long now, double jitter) {
    return new Trip(1, reason, now, now, now + policy.openNanos(1, jitter), false);
  }

  /**
   * After a probe failed. One that went ahead of the timer leaves the timer as it is: it says no
   * more about the service than the timer's own probe will.
   */
  Trip again(FailureReason why, BreakerPolicy policy, long now, double jitter) {
    if (hastened && !isDue(now)) {
      return new Trip(count, why, since, now, dueAt, true);
    }
    long due = now + policy.openNanos(count + 1, jitter);
    return new Trip(count + 1, why, since, now, due, hastened);
  }

  Trip hasten() {
    return new Trip(count, reason, since, openedAt, dueAt, true);
  }
}
