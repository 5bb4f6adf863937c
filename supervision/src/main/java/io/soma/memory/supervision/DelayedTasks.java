package io.soma.memory.supervision;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Runs short tasks later, one after the other on one thread. One that fails is logged, and fails no
 * other. Safe for many threads.
 */
public final class DelayedTasks implements AutoCloseable {

  private static final Logger LOG = Logs.of(DelayedTasks.class);
  private static final long LOOK_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

  private final DelayQueue<DelayedTask> queue = new DelayQueue<>();
  private final MonotonicClock clock;
  private final BackgroundLoop loop;

  DelayedTasks(String what, MonotonicClock clock, Supervisor supervisor) {
    this.clock = clock;
    this.loop = supervisor.repeat(what, Duration.ZERO, this::runNext);
  }

  /** Runs a task when this pause is over; never after {@link #close}. */
  public void after(Duration pause, Runnable task) {
    queue.add(new DelayedTask(clock.nanos() + pause.toNanos(), task));
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
    try {
      return queue.poll(LOOK_AFTER_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return null;
    }
  }

  /** Forgets what has not begun. */
  @Override
  public void close() {
    loop.endAfterTurn();
    queue.clear();
    // Wakes the loop, so that nobody waits for its look at an empty queue to end.
    after(Duration.ZERO, () -> {});
    loop.close();
  }

  private final class DelayedTask implements Delayed {

    private final long at;
    private final Runnable task;

    DelayedTask(long at, Runnable task) {
      this.at = at;
      this.task = task;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - clock.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at - ((DelayedTask) other).at, 0);
    }
  }
}
