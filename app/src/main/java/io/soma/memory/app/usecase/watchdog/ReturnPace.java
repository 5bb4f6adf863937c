package io.soma.memory.app.usecase.watchdog;

import java.time.Duration;

/**
 * Lets tenants return one after the other, so that a memory service that has just come back does
 * not meet them all at once. Safe for many threads.
 */
final class ReturnPace {

  /** How long one returning tenant is given before the next, where few wait. */
  private static final Duration PER_TENANT = Duration.ofMillis(20);

  /** In which all return, however many wait. */
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);

  /** A tenant that was refused asks again before this is over, and finds its place kept. */
  private static final Duration ASKS_AGAIN = Duration.ofSeconds(5);

  private boolean begun;
  private long next;
  private boolean refused;
  private long refusedAt;

  /**
   * Asks for a place.
   *
   * @param waiting how many tenants wait, about
   * @return whether the tenant may return now; if not, it asks again
   */
  synchronized boolean mayReturn(long now, int waiting) {
    if (begun && now - next < 0) {
      refused = true;
      refusedAt = now;
      return false;
    }
    // Places that passed while tenants waited are theirs; those of idle times are gone.
    boolean wanted = refused && now - refusedAt <= ASKS_AGAIN.toNanos();
    next = (wanted ? next : now) + gap(waiting);
    begun = true;
    return true;
  }

  private static long gap(int waiting) {
    return Math.min(PER_TENANT.toNanos(), LONGEST_SPREAD.toNanos() / Math.max(1, waiting));
  }
}
