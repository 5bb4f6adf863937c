package io.soma.memory.app.usecase.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The relay's threads and timer in virtual time, on the test's own thread. A task that waits lets
 * the others run within itself, as deep as there are threads.
 */
final class VirtualTurns extends AbstractExecutorService implements RelayTimer {

  private final Queue<Runnable> queue = new ArrayDeque<>();
  private final PriorityQueue<Due> delayed =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final int threads;
  private Duration now = Duration.ZERO;
  private long count;
  private int busy;
  private boolean refusesNext;

  VirtualTurns(int threads) {
    this.threads = threads;
  }

  private record Due(Duration at, long number, Runnable task) {}

  /** Refuses the next task. */
  void refuseNext() {
    refusesNext = true;
  }

  @Override
  public void execute(Runnable task) {
    if (refusesNext) {
      refusesNext = false;
      throw new RejectedExecutionException("by the test");
    }
    queue.add(task);
  }

  @Override
  public void after(Duration pause, Runnable task) {
    delayed.add(new Due(now.plus(pause), count++, task));
  }

  /** Runs all that is queued. */
  void run() {
    runOthers();
  }

  /** The same on the threads that are free, while the task that calls this waits. */
  void runOthers() {
    while (busy < threads && !queue.isEmpty()) {
      busy++;
      try {
        queue.remove().run();
      } finally {
        busy--;
      }
    }
  }

  /** Lets time pass, and runs what becomes due meanwhile at its time. */
  void advance(Duration duration) {
    Duration end = now.plus(duration);
    run();
    while (!delayed.isEmpty() && delayed.element().at().compareTo(end) <= 0) {
      now = delayed.element().at();
      while (!delayed.isEmpty() && delayed.element().at().compareTo(now) <= 0) {
        delayed.remove().task().run();
      }
      run();
    }
    now = end;
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
