package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Callers that call again as soon as they have an answer. */
public final class ClosedLoop {

  private ClosedLoop() {}

  /**
   * Runs callers side by side.
   *
   * @param call one call of the caller with this number; it throws if the call failed
   */
  public static Figures run(int callers, Duration duration, IntConsumer call)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      ProcessorTime before = ProcessorTime.now();
      long end = System.nanoTime() + duration.toNanos();
      List<Future<long[]>> running = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int number = caller;
        running.add(threads.submit(() -> calls(end, () -> call.accept(number))));
      }
      List<long[]> times = new ArrayList<>();
      for (Future<long[]> caller : running) {
        times.add(caller.get());
      }
      ProcessorTime spent = ProcessorTime.now().since(before);
      return Latencies.of(times, duration.toNanos() / 1e9).figures(spent);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] calls(long end, Runnable call) {
    long[] nanos = new long[1024];
    int count = 0;
    for (long now = System.nanoTime(); now - end < 0; count++) {
      call.run();
      long after = System.nanoTime();
      nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
      nanos[count] = after - now;
      now = after;
    }
    return Arrays.copyOf(nanos, count);
  }
}
