package io.soma.memory.http;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A call on a thread of its own. */
final class Background<T> {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> call) {
    this.task = new FutureTask<>(call);
    this.thread = new Thread(task, "background-call");
    thread.setDaemon(true);
  }

  static <T> Background<T> run(Callable<T> call) {
    Background<T> background = new Background<>(call);
    background.thread.start();
    return background;
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || never.await(5, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still not so: " + what);
      }
    }
  }

  Thread thread() {
    return thread;
  }

  T result() throws Exception {
    return task.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
  }
}
