package io.soma.memory.benchmarks.table;

import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Removes confirmed events after their retention, as often and as many as the product does. */
final class Purge implements AutoCloseable {

  private static final int EVERY_SECONDS = 10;
  private static final int AT_ONCE = 5_000;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Outbox outbox;
  private final ScheduledFuture<?> running;

  private Purge(Outbox outbox) {
    this.outbox = outbox;
    this.running =
        thread.scheduleWithFixedDelay(this::purge, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  static Purge start(Outbox outbox) {
    return new Purge(outbox);
  }

  /** Throws the failure that ended it, if any. */
  void check() throws InterruptedException, ExecutionException {
    if (running.isDone()) {
      running.get();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the purge does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void purge() {
    try {
      while (outbox.purge(AT_ONCE) == AT_ONCE && !thread.isShutdown()) {
        // The next portion, in a transaction of its own.
      }
    } catch (OutboxUnavailableException e) {
      // Next time, as in the product; the remaining events are part of the sizes.
      return;
    }
  }
}
