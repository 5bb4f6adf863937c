package io.soma.memory.domain.breaker;

/** What an operator has a circuit do, whatever timers and answers say. */
public enum CircuitOrder {
  /** Keep calls away. */
  OPEN,
  /** Let calls through. */
  CLOSED
}
