package io.soma.memory.supervision;

/**
 * Troubles what runs in the background, for tests: found with {@link java.util.ServiceLoader}, and
 * none is on the class path of what ships.
 */
@FunctionalInterface
public interface TurnFaults {

  /** Troubles nothing. */
  TurnFaults NONE = what -> {};

  /** Called before each turn; may throw anything unchecked. */
  void before(String what);
}
