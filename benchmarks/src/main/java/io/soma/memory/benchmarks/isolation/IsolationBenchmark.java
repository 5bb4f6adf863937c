package io.soma.memory.benchmarks.isolation;

import io.soma.memory.benchmarks.isolation.Neighbourhood.Measured;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** {@code ./soma bench isolation}. */
public final class IsolationBenchmark implements Benchmark {

  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "isolation";
  }

  @Override
  public String description() {
    return "seven healthy tenants beside one that hangs, then beside one that floods";
  }

  @Override
  public void run(Report report) throws IOException, InterruptedException, ExecutionException {
    List<Double> tails = new ArrayList<>();
    List<Double> throughputs = new ArrayList<>();
    long diverted = 0;
    try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      for (Neighbour neighbour : List.of(Neighbour.HANGING, Neighbour.FLOODING)) {
        List<Double> tail = new ArrayList<>();
        List<Double> throughput = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
          Neighbourhood street = new Neighbourhood(service, postgres.createDatabase());
          Measured alone = street.measure(Neighbour.HEALTHY);
          Measured beside = street.measure(neighbour);
          tail.add(beside.figures().p99Micros() / alone.figures().p99Micros());
          throughput.add(beside.figures().perSecond() / alone.figures().perSecond());
          diverted += beside.diverted();
          report.say(
              "beside %s, round %d: p99 %.1f ms alone, %.1f ms beside; %d diverted",
              neighbour,
              round,
              alone.figures().p99Micros() / 1e3,
              beside.figures().p99Micros() / 1e3,
              beside.diverted());
        }
        report.say(
            "beside %s, medians: p99 %.3f, throughput %.3f of alone",
            neighbour, Median.of(tail), Median.of(throughput));
        tails.add(Median.of(tail));
        throughputs.add(Median.of(throughput));
      }
    }
    report.ratio(
        "healthy_p99_vs_alone", tails.stream().reduce(Math::max).orElseThrow(), Goal.atMost(1.10));
    report.ratio(
        "healthy_throughput_vs_alone",
        throughputs.stream().reduce(Math::min).orElseThrow(),
        Goal.atLeast(0.95));
    report.ratio("healthy_diverted", diverted, Goal.atMost(0));
  }
}
