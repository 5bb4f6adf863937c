package io.soma.memory.app.wiring;

/** Removes confirmed events whose time is over. */
@FunctionalInterface
public interface OutboxRetention {

  /**
   * Removes some.
   *
   * @return how many were removed; fewer than {@code limit} if no more are due
   */
  int purge(int limit);
}
