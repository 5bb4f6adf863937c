package io.soma.memory.domain.breaker;

/** A circuit's state as operators see it. */
public enum CircuitState {
  CLOSED,
  OPEN,
  HALF_OPEN,
  FORCED_OPEN,
  FORCED_CLOSED,
  /** Opened, and not called since a probe may go: the next call is the probe. */
  IDLE;

  /** Whether ordinary calls are kept away. */
  public boolean keepsCallsAway() {
    return this == OPEN || this == HALF_OPEN || this == FORCED_OPEN;
  }

  /** Whether nothing is known to be wrong with the tenant's way to the memory service. */
  public boolean isHealthy() {
    return this == CLOSED || this == IDLE;
  }
}
