package io.soma.memory.supervision;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Runs short tasks later, one after the other on one thread. One that fails is logged, and fails no
 * other. Safe for many threads.
 */
public final class DelayedTasks implements AutoCloseable {

  private static final Logger LOG = Logs.of(DelayedTasks.class);
  private static final long LOOK_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  private final PriorityQueue<DelayedTask> queue = new PriorityQueue<>();
  private final MonotonicClock clock;
  private final ThreadWaits waits;
  private final BackgroundLoop loop;
  private long count;

  /** Completed where a task is added, so that a wait for a later one ends. */
  private CompletableFuture<@Nullable Void> added = new CompletableFuture<>();

  DelayedTasks(String what, MonotonicClock clock, ThreadWaits waits, Supervisor supervisor) {
    this.clock = clock;
    this.waits = waits;
    this.loop = supervisor.repeat(what, Duration.ZERO, this::runNext);
  }

  /** Runs a task when this pause is over; never after {@link #close}. */
  public void after(Duration pause, Runnable task) {
    CompletableFuture<@Nullable Void> waking;
    synchronized (this) {
      queue.add(new DelayedTask(clock.nanos() + pause.toNanos(), count++, task));
      waking = added;
    }
    waking.complete(null);
  }

  private void runNext() {
    DelayedTask due = next();
    if (due == null) {
      return;
    }
    try {
      due.task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a task of \"{}\" broke, which ends it alone", loop.what(), e);
      CaughtErrors.handOn(e);
    }
  }

  private @Nullable DelayedTask next() {
    DelayedTask due = takeDue();
    if (due != null) {
      return due;
    }
    try {
      boolean unused = waits.await(wakeup(), untilNext());
    } catch (InterruptedException e) {
      return null;
    }
    return takeDue();
  }

  private synchronized @Nullable DelayedTask takeDue() {
    DelayedTask next = queue.peek();
    return next == null || next.at - clock.nanos() > 0 ? null : queue.remove();
  }

  // Before the time is read, so that a task added after that ends the wait.
  private synchronized CompletableFuture<@Nullable Void> wakeup() {
    if (added.isDone()) {
      added = new CompletableFuture<>();
    }
    return added;
  }

  private synchronized Duration untilNext() {
    DelayedTask next = queue.peek();
    long left = next == null ? LOOK_AFTER_NANOS : next.at - clock.nanos();
    return Duration.ofNanos(Math.max(0, Math.min(left, LOOK_AFTER_NANOS)));
  }

  /** Drops the tasks that have not begun. */
  @Override
  public void close() {
    loop.endAfterTurn();
    synchronized (this) {
      queue.clear();
    }
    // Wakes the loop, so that its wait on an empty queue ends now.
    after(Duration.ZERO, () -> {});
    loop.close();
  }

  /** Ordered by time; of two at one time, the one that was added first comes first. */
  private record DelayedTask(long at, long number, Runnable task)
      implements Comparable<DelayedTask> {

    @Override
    public int compareTo(DelayedTask other) {
      int byTime = Long.compare(at - other.at, 0);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }
}
