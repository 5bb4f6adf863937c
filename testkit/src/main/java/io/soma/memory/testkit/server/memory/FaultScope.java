package io.soma.memory.testkit.server.memory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sets the faults of one tenant or of all. Without {@link #on} it means every operation but the
 * health routes. Thread safe; a change holds for requests that arrive after it, and ends a hang.
 */
public final class FaultScope {
  static final Set<Operation> ALL =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(Operation.HEALTH, Operation.NONE)));

  private final FaultScript script;
  private final Set<Operation> operations;

  FaultScope(FaultScript script, Set<Operation> operations) {
    this.script = script;
    this.operations = operations;
  }

  /** The same scope for these operations only. */
  public FaultScope on(Operation first, Operation... more) {
    return new FaultScope(script, EnumSet.of(first, more));
  }

  /** Every request from now on. */
  public void set(Fault fault) {
    script.set(operations, fault);
  }

  /**
   * Only the next so many requests, behind those that earlier calls announced; then the fault that
   * was {@link #set}, if any.
   */
  public void next(int requests, Fault fault) {
    script.next(requests, operations, fault);
  }

  /** No fault from now on, announced ones included. */
  public void clear() {
    script.clear(operations);
  }
}
