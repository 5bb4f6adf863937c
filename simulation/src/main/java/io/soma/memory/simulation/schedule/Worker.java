package io.soma.memory.simulation.schedule;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of the machine's that runs one simulated thread after the other. */
final class Worker {

  private final Thread thread;
  private volatile @Nullable Runnable task;
  private volatile boolean ended;

  Worker(int number) {
    thread = new Thread(this::run, "simulated-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  /** Runs a task; called while it has none. */
  void give(Runnable next) {
    task = next;
    LockSupport.unpark(thread);
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!ended) {
      Runnable next = task;
      if (next == null) {
        LockSupport.park(this);
      } else {
        task = null;
        next.run();
      }
    }
  }
}
