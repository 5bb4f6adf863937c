package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.ProcessorTime;
import java.util.Arrays;
import java.util.Collection;

/** How long each of many calls took. */
public final class Latencies {

  private final long[] sortedNanos;
  private final double seconds;

  private Latencies(long[] sortedNanos, double seconds) {
    this.sortedNanos = sortedNanos;
    this.seconds = seconds;
  }

  /** The latencies of callers that called for so long. */
  static Latencies of(Collection<long[]> nanosOfCallers, double seconds) {
    return new Latencies(
        nanosOfCallers.stream().flatMapToLong(Arrays::stream).sorted().toArray(), seconds);
  }

  /** Those of several runs as if they were one. */
  public static Latencies pooled(Collection<Latencies> runs) {
    return of(
        runs.stream().map(run -> run.sortedNanos).toList(),
        runs.stream().mapToDouble(run -> run.seconds).sum());
  }

  /** The figures of all callers, without their processor time. */
  public Figures figures() {
    return figures(ProcessorTime.NONE);
  }

  Figures figures(ProcessorTime spent) {
    return new Figures(
        sortedNanos.length / seconds,
        sortedNanos[(int) (sortedNanos.length * 0.99)] / 1e3,
        sortedNanos.length,
        spent);
  }
}
