package io.soma.memory.simulation.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Real threads, reused by one simulation after the other, because starting a new thread for each
 * simulated one would take longer than its work. Safe for the threads of one simulation at a time.
 */
public final class WorkerPool implements AutoCloseable {

  private final Deque<Worker> idle = new ArrayDeque<>();
  private final List<Worker> all = new ArrayList<>();

  /** One without threads yet. */
  public WorkerPool() {}

  synchronized Worker take() {
    Worker known = idle.poll();
    if (known != null) {
      return known;
    }
    Worker fresh = new Worker(all.size() + 1);
    all.add(fresh);
    return fresh;
  }

  synchronized void giveBack(Worker worker) {
    idle.push(worker);
  }

  /** Ends the threads that have nothing to run. */
  @Override
  public synchronized void close() {
    all.forEach(Worker::end);
    idle.clear();
  }
}
