package io.soma.memory.domain.breaker;

/**
 * The state of one circuit. Times are nanoseconds of a monotonic clock.
 *
 * <p>The generation grows whenever permits of before must no longer count: a late answer cannot
 * close, open or disturb a circuit that has moved on.
 */
public sealed interface BreakerState {

  /** A circuit that nothing has happened to. */
  BreakerState INITIAL = new Closed(0, 0);

  /** Which permits count. */
  long generation();

  /** Every call is permitted; {@code failures} in a row so far. */
  record Closed(long generation, int failures) implements BreakerState {}

  /** No call is permitted before {@code retryAt}; opened {@code trips} times in a row. */
  record Open(long generation, int trips, long retryAt) implements BreakerState {}

  /** The next call is the probe. */
  record HalfOpen(long generation, int trips) implements BreakerState {}

  /** The probe is out; given up at {@code probeExpiresAt}. */
  record Probing(long generation, int trips, long probeExpiresAt) implements BreakerState {}

  /** Held open by an operator, whatever the timers say. */
  record ForcedOpen(long generation) implements BreakerState {}

  /** Held closed by an operator, whatever the answers say. */
  record ForcedClosed(long generation) implements BreakerState {}
}
