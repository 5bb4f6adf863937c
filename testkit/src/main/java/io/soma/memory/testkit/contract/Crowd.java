package io.soma.memory.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Many callers at once, each on a thread of its own; closing interrupts the remaining ones. */
final class Crowd implements AutoCloseable {

  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "contract-caller");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts the calls and waits for none of them. */
  <T> List<Future<T>> start(List<Callable<T>> calls) {
    List<Future<T>> started = new ArrayList<>();
    calls.forEach(call -> started.add(threads.submit(call)));
    return started;
  }

  <T> Future<T> start(Callable<T> call) {
    return threads.submit(call);
  }

  static <T> T resultOf(Future<T> call) throws Exception {
    return call.get(MAX_WAIT_NANOS, TimeUnit.NANOSECONDS);
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + MAX_WAIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || never.await(5, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still not so: " + what);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
