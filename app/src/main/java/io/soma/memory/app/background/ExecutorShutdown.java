package io.soma.memory.app.background;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends executors. */
final class ExecutorShutdown {

  private ExecutorShutdown() {}

  /** Waits at most this long for begun tasks; tasks that have not begun are dropped. */
  static void orderly(ExecutorService executor, Duration patience) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
