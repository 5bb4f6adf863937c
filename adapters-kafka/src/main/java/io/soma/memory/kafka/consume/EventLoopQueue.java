package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Tasks from other threads for the poll thread, which alone touches the consumer and all state
 * behind it.
 */
final class EventLoopQueue {

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Runnable wakeup;

  EventLoopQueue(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  /** Adds a task, from any thread, and wakes the loop unless it was woken since its last run. */
  void post(Runnable task) {
    tasks.add(task);
    if (woken.compareAndSet(false, true)) {
      wakeup.run();
    }
  }

  /** Runs all tasks so far. */
  void runAll() {
    woken.set(false);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Runs tasks as they come, until {@code done} or the limit is over; whether it is done. */
  boolean runUntil(BooleanSupplier done, Duration limit, MonotonicClock clock) {
    long end = clock.nanos() + limit.toNanos();
    runAll();
    while (!done.getAsBoolean() && end - clock.nanos() > 0) {
      try {
        Runnable task = tasks.poll(end - clock.nanos(), TimeUnit.NANOSECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return done.getAsBoolean();
      }
    }
    return done.getAsBoolean();
  }
}
