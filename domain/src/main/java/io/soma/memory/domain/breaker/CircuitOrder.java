package io.soma.memory.domain.breaker;

/** A state that an operator forces on a circuit, independent of timers and answers. */
public enum CircuitOrder {
  /** Keep calls away. */
  OPEN,
  /** Let calls through. */
  CLOSED
}
