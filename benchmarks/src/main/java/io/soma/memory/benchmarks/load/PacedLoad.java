package io.soma.memory.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Callers that call at a fixed rate, independent of the answers' times. A call's time counts from
 * when it was due, so that a delayed caller shows the delay.
 */
public final class PacedLoad {

  private PacedLoad() {}

  /**
   * Runs callers side by side.
   *
   * @param pause between two calls of one caller
   * @param call one call of the caller with this number
   */
  public static Latencies run(int callers, Duration pause, Duration duration, IntConsumer call)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      long begin = System.nanoTime();
      List<Future<long[]>> running = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int number = caller;
        // Out of step, as callers are.
        long first = begin + pause.toNanos() * caller / callers;
        running.add(
            threads.submit(
                () -> calls(first, pause.toNanos(), begin + duration.toNanos(), number, call)));
      }
      List<long[]> times = new ArrayList<>();
      for (Future<long[]> caller : running) {
        times.add(caller.get());
      }
      return Latencies.of(times, duration.toNanos() / 1e9);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] calls(long first, long pause, long end, int number, IntConsumer call) {
    List<Long> nanos = new ArrayList<>();
    for (long due = first; due - end < 0; due += pause) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      call.accept(number);
      nanos.add(System.nanoTime() - due);
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }
}
