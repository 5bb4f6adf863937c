package io.soma.memory.supervision;

/**
 * Disturbs background tasks, for tests: found with {@link java.util.ServiceLoader}; the released
 * jars contain none.
 */
@FunctionalInterface
public interface TurnFaults {

  /** Troubles nothing. */
  TurnFaults NONE = what -> {};

  /** Called before each turn; may throw anything unchecked. */
  void before(String what);
}
