package io.soma.memory.benchmarks.breaker;

import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code ./soma bench breaker}. */
public final class BreakerBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final String LIMIT = "limit";
  private static final List<String> PEERS = List.of("soma", "resilience4j", "failsafe", LIMIT);

  @Override
  public String name() {
    return "breaker";
  }

  @Override
  public String description() {
    return "one permitted successful call beside peers and the limit; bytes of an idle tenant";
  }

  @Override
  public void run(Report report) throws RunnerException {
    Map<String, List<Double>> nanos = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String peer : PEERS) {
        double measured = measure(peer);
        nanos.computeIfAbsent(peer, p -> new ArrayList<>()).add(measured);
        report.say("round %d  %-13s %8.1f ns", round, peer, measured);
      }
    }
    double soma = Median.of(nanos.getOrDefault("soma", List.of()));
    double resilience4j = Median.of(nanos.getOrDefault("resilience4j", List.of()));
    double failsafe = Median.of(nanos.getOrDefault("failsafe", List.of()));
    double limit = Median.of(nanos.getOrDefault(LIMIT, List.of()));
    report.say(
        "median   soma %.1f ns, resilience4j %.1f ns, failsafe %.1f ns, limit %.1f ns; two threads"
            + " do nothing else, so that this is the processor time of a call too",
        soma, resilience4j, failsafe, limit);
    double bytes = Footprint.soma();
    report.say(
        "bytes    soma %.0f, resilience4j %.0f, failsafe %.0f for an idle tenant",
        bytes, Footprint.resilience4j(), Footprint.failsafe());
    report.ratio("breaker_ns_vs_resilience4j", soma / resilience4j, Goal.atMost(0.25));
    report.ratio("breaker_ns_vs_failsafe", soma / failsafe, Goal.atMost(0.70));
    report.ratio("breaker_ns_vs_limit", soma / limit, Goal.atMost(1.30));
    report.ratio("breaker_bytes_per_idle_tenant", bytes, Goal.atMost(200));
  }

  private static double measure(String peer) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("\\." + BreakerCalls.class.getSimpleName() + "\\." + peer + "$")
            .threads(2)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(options).runSingle();
    return result.getPrimaryResult().getScore();
  }
}
