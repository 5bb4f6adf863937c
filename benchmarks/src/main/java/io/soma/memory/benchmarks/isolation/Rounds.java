package io.soma.memory.benchmarks.isolation;

import io.soma.memory.benchmarks.isolation.Neighbourhood.Measured;
import io.soma.memory.benchmarks.load.Latencies;
import io.soma.memory.benchmarks.report.Median;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The healthy tenants' figures, round by round, beside several neighbours in turn. */
final class Rounds {

  private final Map<Neighbour, List<Measured>> measured = new EnumMap<>(Neighbour.class);

  void add(Neighbour neighbour, Measured round) {
    measured.computeIfAbsent(neighbour, n -> new ArrayList<>()).add(round);
  }

  /**
   * The 99th percentile beside one neighbour over that beside another: of the middle rounds, as the
   * machine stands still for a moment now and then, in any run.
   */
  double tail(Neighbour neighbour, Neighbour other) {
    return tail(neighbour) / tail(other);
  }

  /** The throughput beside one neighbour over that beside another, of all rounds together. */
  double throughput(Neighbour neighbour, Neighbour other) {
    return throughput(neighbour) / throughput(other);
  }

  /** How many writes of the healthy ones were not stored. */
  long diverted(Neighbour neighbour) {
    return of(neighbour).stream().mapToLong(round -> round.others().diverted()).sum();
  }

  private double tail(Neighbour neighbour) {
    return Median.of(
        of(neighbour).stream().map(round -> round.healthy().figures().p99Micros()).toList());
  }

  private double throughput(Neighbour neighbour) {
    return Latencies.pooled(of(neighbour).stream().map(Measured::healthy).toList())
        .figures()
        .perSecond();
  }

  private List<Measured> of(Neighbour neighbour) {
    return measured.getOrDefault(neighbour, List.of());
  }
}
