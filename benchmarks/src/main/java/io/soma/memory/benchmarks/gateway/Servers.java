package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.Figures;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The same calls to several servers, in alternating rounds.
 *
 * @param calls one call of the caller with a number, by the server's name
 */
record Servers(int callers, Map<String, IntConsumer> calls) {

  private static final Duration ROUND = Duration.ofSeconds(2);

  Servers {
    calls = new LinkedHashMap<>(calls);
  }

  /** Measures. */
  Compared compare(Report report, int rounds) throws Exception {
    Map<String, List<Double>> tails = new LinkedHashMap<>();
    Contest contest = new Contest();
    calls.forEach(
        (name, call) ->
            contest.with(
                name,
                () -> {
                  Figures figures = ClosedLoop.run(callers, ROUND, call);
                  tails.computeIfAbsent(name, n -> new ArrayList<>()).add(figures.p99Micros());
                  return figures.turn();
                }));
    Compared compared = new Compared(contest.run(report, rounds, "writes/s"), tails);
    calls
        .keySet()
        .forEach(
            name ->
                report.say(
                    "medians  %-24s %.0f writes/s, p99 %.0f us, processor %.1f us each",
                    name,
                    compared.standings().median(name),
                    Median.of(tails.getOrDefault(name, List.of())),
                    compared.standings().processorMicros(name)));
    return compared;
  }

  /**
   * The results.
   *
   * @param tails the 99th percentiles of each server's rounds, in microseconds
   */
  record Compared(Standings standings, Map<String, List<Double>> tails) {

    /** The median of the rounds' ratios of 99th percentiles. */
    double tail(String name, String peer) {
      List<Double> ratios = new ArrayList<>();
      List<Double> ours = tails.getOrDefault(name, List.of());
      List<Double> theirs = tails.getOrDefault(peer, List.of());
      for (int round = 0; round < ours.size(); round++) {
        ratios.add(ours.get(round) / theirs.get(round));
      }
      return Median.of(ratios);
    }
  }
}
