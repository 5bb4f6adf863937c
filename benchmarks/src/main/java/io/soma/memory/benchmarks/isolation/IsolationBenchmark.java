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
  private static final int CONTROL_ROUNDS = 3;

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
    try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      Street street = new Street(report, postgres, service);
      Beside hanging = street.beside(Neighbour.HANGING, ROUNDS);
      Beside flooding = street.beside(Neighbour.FLOODING, ROUNDS);
      Beside control = street.beside(Neighbour.FLOODING_ELSEWHERE, CONTROL_ROUNDS);
      report.say("the same flood past Soma Memory: p99 %.3f of alone", control.tail());
      report.ratio(
          "healthy_p99_vs_alone", Math.max(hanging.tail(), flooding.tail()), Goal.atMost(1.10));
      report.ratio(
          "healthy_throughput_vs_alone",
          Math.min(hanging.throughput(), flooding.throughput()),
          Goal.atLeast(0.95));
      report.ratio("healthy_diverted", hanging.diverted() + flooding.diverted(), Goal.atMost(0));
    }
  }

  /**
   * The healthy tenants beside a troublesome one: medians of what they had of what they had alone.
   */
  private record Beside(double tail, double throughput, long diverted) {}

  private record Street(
      Report report, EmbeddedPostgresServer postgres, MemoryServiceProcess service) {

    Beside beside(Neighbour neighbour, int rounds)
        throws IOException, InterruptedException, ExecutionException {
      List<Double> tail = new ArrayList<>();
      List<Double> throughput = new ArrayList<>();
      long diverted = 0;
      // Not counted, as the machine is still busy compiling what this neighbour alone makes run.
      Measured unused = new Neighbourhood(service, postgres.createDatabase()).measure(neighbour);
      for (int round = 1; round <= rounds; round++) {
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
      return new Beside(Median.of(tail), Median.of(throughput), diverted);
    }
  }
}
