package io.soma.memory.simulation.schedule;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one thread that runs. A thread that passes it on waits for its return, until the
 * simulation is over or aborted. Each holder sees the writes of the previous one.
 */
final class Baton {

  /** For one step, by the machine's clock: only a thread that is locked out takes longer. */
  private static final long STUCK_AFTER_SECONDS = 60;

  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable SimulatedThread holder;
  private volatile long passes;
  private volatile boolean aborted;
  private volatile @Nullable Throwable failure;

  /** The thread that runs. */
  SimulatedThread holder() {
    return Objects.requireNonNull(holder);
  }

  /** Lets a thread run; the caller runs nothing more before it has the baton again. */
  void pass(SimulatedThread to, Runnable begin) {
    passes = passes + 1;
    holder = to;
    to.hasBaton = true;
    if (to.begun) {
      LockSupport.unpark(to.worker.thread());
    } else {
      to.begun = true;
      to.worker.give(begin);
    }
  }

  void await(SimulatedThread thread) {
    while (!thread.hasBaton && !aborted) {
      LockSupport.park(thread);
    }
  }

  boolean isAborted() {
    return aborted;
  }

  /** Makes all threads unwind, at the same time: their actions are not recorded any more. */
  ProcessDeath abort(Throwable why, List<SimulatedThread> threads) {
    failure = why;
    aborted = true;
    threads.forEach(thread -> LockSupport.unpark(thread.worker.thread()));
    over.countDown();
    return new ProcessDeath("everything");
  }

  void end() {
    over.countDown();
  }

  /**
   * Waits, on a thread that is none of the simulation, until it is over; aborts it where a thread
   * that has the baton waits for another one's monitor.
   *
   * @return why it was aborted; null where it came to its end
   */
  @Nullable Throwable awaitEnd() throws InterruptedException {
    long seen = -1;
    while (!over.await(STUCK_AFTER_SECONDS, TimeUnit.SECONDS)) {
      if (seen == passes) {
        ProcessDeath unused =
            abort(new IllegalStateException("a thread waits at a monitor"), List.of());
      }
      seen = passes;
    }
    return failure;
  }
}
