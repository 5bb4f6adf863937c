package io.soma.memory.simulation.schedule;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of the simulation, which runs only while it has the baton. */
final class SimulatedThread {

  static final BooleanSupplier NEVER = () -> false;

  final SimulatedProcess process;
  final String name;
  final Runnable task;
  final Worker worker;

  /** Whether it may go on before its time; looked at while it waits. */
  BooleanSupplier signal = NEVER;

  /** When it goes on in any case, by the simulation's clock. */
  long wakeAt;

  boolean begun;
  boolean interruptible;

  /** Set for the one thread that runs. */
  volatile boolean hasBaton;

  /** The thread that goes on when this one has unwound; null while it is not being killed. */
  @Nullable SimulatedThread killer;

  SimulatedThread(SimulatedProcess process, String name, Runnable task, Worker worker) {
    this.process = process;
    this.name = name;
    this.task = task;
    this.worker = worker;
  }

  /** Whether the condition that it waits for holds. */
  boolean isReady(long now) {
    if (process.stoppedUntil() - now > 0) {
      return false;
    }
    return wakeAt - now <= 0
        || signal.getAsBoolean()
        || (interruptible && worker.thread().isInterrupted());
  }

  /** When it goes on if nothing happens before. */
  long latest() {
    return Math.max(wakeAt, process.stoppedUntil());
  }
}
