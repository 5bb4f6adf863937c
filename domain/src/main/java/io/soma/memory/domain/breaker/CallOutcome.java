package io.soma.memory.domain.breaker;

/** The effect of a permitted call on the circuit. */
public enum CallOutcome {
  /** The memory service works for this tenant. */
  SUCCESS,
  /** It does not. */
  FAILURE,
  /** The call says nothing about the circuit: the input was refused, or the call never left. */
  IGNORED
}
