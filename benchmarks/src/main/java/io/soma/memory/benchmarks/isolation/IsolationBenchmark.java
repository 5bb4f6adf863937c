package io.soma.memory.benchmarks.isolation;

import io.soma.memory.benchmarks.isolation.Neighbourhood.Measured;
import io.soma.memory.benchmarks.load.Figures;
import io.soma.memory.benchmarks.load.Latencies;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** {@code ./soma bench isolation}. */
public final class IsolationBenchmark implements Benchmark {

  /**
   * The time of the memory service to embed and store. With a service that answers at once, callers
   * wait for the two processors, with or without a flood.
   */
  private static final Duration PACE = Duration.ofMillis(20);

  private static final int HANGING_ROUNDS = 3;
  private static final int FLOODING_ROUNDS = 6;
  private static final int CONTROL_ROUNDS = 3;

  /** A flood that the compiler has not seen keeps one of the processors from everybody. */
  private static final int MOST_WARM_UPS = 16;

  @Override
  public String name() {
    return "isolation";
  }

  @Override
  public String description() {
    return "seven healthy tenants beside one that hangs, then beside one that floods";
  }

  @Override
  public void run(Report report) throws Exception {
    try (EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      service.pace(PACE);
      Street street = new Street(report, postgres, service);
      street.warmUp();
      Beside hanging = street.beside(Neighbour.HANGING, HANGING_ROUNDS);
      Beside flooding = street.beside(Neighbour.FLOODING, FLOODING_ROUNDS);
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

  /** The healthy tenants' figures beside a troublesome one, relative to their figures alone. */
  private record Beside(double tail, double throughput, long diverted) {}

  private record Street(
      Report report, EmbeddedPostgresServer postgres, MemoryServiceProcess service) {

    void warmUp() throws Exception {
      WarmUp.run(
          report,
          MOST_WARM_UPS,
          WarmUp::compiled,
          () -> {
            Latencies healthy = newNeighbourhood().measure(Neighbour.FLOODING).healthy();
            return WarmUp.perSecond(healthy.figures().perSecond());
          });
    }

    Beside beside(Neighbour neighbour, int rounds)
        throws IOException, InterruptedException, ExecutionException {
      List<Latencies> alone = new ArrayList<>();
      List<Latencies> beside = new ArrayList<>();
      long diverted = 0;
      // Not counted, because this neighbour runs code that no other one does.
      Measured unused = newNeighbourhood().measure(neighbour);
      for (int round = 1; round <= rounds; round++) {
        boolean aloneFirst = round % 2 == 1;
        Measured first = newNeighbourhood().measure(aloneFirst ? Neighbour.HEALTHY : neighbour);
        Measured second = newNeighbourhood().measure(aloneFirst ? neighbour : Neighbour.HEALTHY);
        Measured troubled = aloneFirst ? second : first;
        alone.add((aloneFirst ? first : second).healthy());
        beside.add(troubled.healthy());
        diverted += troubled.others().diverted();
        report.say(
            "beside %s, round %d: p99 %.1f ms alone, %.1f ms beside; %d diverted; of its own %d"
                + " were stored, %d diverted",
            neighbour,
            round,
            alone.get(round - 1).figures().p99Micros() / 1e3,
            beside.get(round - 1).figures().p99Micros() / 1e3,
            troubled.others().diverted(),
            troubled.troublesome().stored(),
            troubled.troublesome().diverted());
      }
      Figures allAlone = Latencies.pooled(alone).figures();
      Figures allBeside = Latencies.pooled(beside).figures();
      double tail = tail(beside) / tail(alone);
      double throughput = allBeside.perSecond() / allAlone.perSecond();
      report.say(
          "beside %s: p99 of a round %.3f of alone, of all rounds together %.3f; throughput %.3f",
          neighbour, tail, allBeside.p99Micros() / allAlone.p99Micros(), throughput);
      return new Beside(tail, throughput, diverted);
    }

    // Of the middle round: the machine stands still for a moment now and then, in any run.
    private static double tail(List<Latencies> rounds) {
      return Median.of(rounds.stream().map(round -> round.figures().p99Micros()).toList());
    }

    private Neighbourhood newNeighbourhood() {
      return new Neighbourhood(service, postgres.createDatabase());
    }
  }
}
