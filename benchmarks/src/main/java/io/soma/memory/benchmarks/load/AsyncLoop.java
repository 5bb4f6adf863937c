package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.ProcessorTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Callers without a thread of their own, as a gateway has them: each calls again once answered. */
public final class AsyncLoop {

  private final IntFunction<CompletionStage<?>> call;
  private final long end;
  private final CountDownLatch running;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private AsyncLoop(int callers, Duration duration, IntFunction<CompletionStage<?>> call) {
    this.call = call;
    this.end = System.nanoTime() + duration.toNanos();
    this.running = new CountDownLatch(callers);
  }

  /**
   * Runs callers side by side.
   *
   * @param call one call of the caller with this number; its stage fails if the call failed
   */
  public static Figures run(int callers, Duration duration, IntFunction<CompletionStage<?>> call)
      throws InterruptedException, ExecutionException {
    ProcessorTime before = ProcessorTime.now();
    AsyncLoop loop = new AsyncLoop(callers, duration, call);
    List<Caller> all = IntStream.range(0, callers).mapToObj(loop::caller).toList();
    all.forEach(Caller::call);
    loop.running.await();
    ProcessorTime spent = ProcessorTime.now().since(before);
    Throwable failed = loop.failure.get();
    if (failed != null) {
      throw new ExecutionException(failed);
    }
    return Latencies.of(all.stream().map(Caller::times).toList(), duration.toNanos() / 1e9)
        .figures(spent);
  }

  private Caller caller(int number) {
    return new Caller(number);
  }

  /** One call at a time; the thread that completes a call begins the next one. */
  private final class Caller {

    private final int number;
    private long[] nanos = new long[64];
    private int count;

    Caller(int number) {
      this.number = number;
    }

    void call() {
      long begin = System.nanoTime();
      if (begin - end >= 0 || failure.get() != null) {
        running.countDown();
        return;
      }
      try {
        var unused = call.apply(number).whenComplete((answer, failed) -> answered(begin, failed));
      } catch (RuntimeException e) {
        answered(begin, e);
      }
    }

    private void answered(long begin, @Nullable Throwable failed) {
      if (failed != null) {
        failure.compareAndSet(null, failed);
      }
      nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
      nanos[count++] = System.nanoTime() - begin;
      call();
    }

    long[] times() {
      return Arrays.copyOf(nanos, count);
    }
  }
}
