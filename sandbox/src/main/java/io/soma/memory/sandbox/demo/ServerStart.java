package io.soma.memory.sandbox.demo;

import io.soma.memory.supervision.Supervisor;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A start that may take a while, with a sign of life each second. */
final class ServerStart {

  private ServerStart() {}

  /**
   * Starts in a thread of its own, and calls {@code tick} at once and then each second until that
   * is done.
   */
  static <T> T run(Callable<T> start, Runnable tick) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(start);
    Supervisor.thread("demo-start", task).start();
    while (true) {
      tick.run();
      try {
        return task.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // It goes on.
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
  }
}
