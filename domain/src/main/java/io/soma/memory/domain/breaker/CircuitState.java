package io.soma.memory.domain.breaker;

/** A circuit's state as operators see it. */
public enum CircuitState {
  CLOSED,
  OPEN,
  HALF_OPEN,
  FORCED_OPEN,
  FORCED_CLOSED;

  /** What operators see of a state. */
  public static CircuitState of(BreakerState state) {
    if (state instanceof BreakerState.Closed) {
      return CLOSED;
    }
    if (state instanceof BreakerState.Open) {
      return OPEN;
    }
    if (state instanceof BreakerState.ForcedOpen) {
      return FORCED_OPEN;
    }
    return state instanceof BreakerState.ForcedClosed ? FORCED_CLOSED : HALF_OPEN;
  }

  /** Whether ordinary calls are kept away. */
  public boolean keepsCallsAway() {
    return this == OPEN || this == HALF_OPEN || this == FORCED_OPEN;
  }
}
