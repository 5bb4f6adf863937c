package io.soma.memory.benchmarks.load;

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

  /** Of callers who called for so long. */
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

  /** What the callers had in all. */
  public Figures figures() {
    return new Figures(
        sortedNanos.length / seconds, sortedNanos[(int) (sortedNanos.length * 0.99)] / 1e3);
  }
}
