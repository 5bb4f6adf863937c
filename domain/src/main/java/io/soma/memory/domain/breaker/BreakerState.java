package io.soma.memory.domain.breaker;

import org.jspecify.annotations.Nullable;

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

  /** The state as operators see it. */
  CircuitState seen();

  /** How the circuit opened; null where it is closed, idle, or forced by an operator. */
  default @Nullable Trip trip() {
    return null;
  }

  /** Every call is permitted; {@code failures} in a row so far. */
  record Closed(long generation, int failures) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.CLOSED;
    }
  }

  /** No call is permitted before the trip's probe is due. */
  record Open(long generation, Trip trip) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.OPEN;
    }
  }

  /** The next call is the probe, since so long. */
  record HalfOpen(long generation, Trip trip, long since) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.HALF_OPEN;
    }
  }

  /** The probe is out; given up at {@code probeExpiresAt}. */
  record Probing(long generation, Trip trip, long probeExpiresAt) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.HALF_OPEN;
    }
  }

  /**
   * The next call is the probe; none came for long, so that nothing is known to be wrong. Small, as
   * many tenants may be so: of the trip, its count alone is kept.
   */
  record Idle(long generation, int trips) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.IDLE;
    }
  }

  /** Held open by an operator; timers do not change it. */
  record ForcedOpen(long generation) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.FORCED_OPEN;
    }
  }

  /** Held closed by an operator; answers of the service do not change it. */
  record ForcedClosed(long generation) implements BreakerState {
    @Override
    public CircuitState seen() {
      return CircuitState.FORCED_CLOSED;
    }
  }
}
