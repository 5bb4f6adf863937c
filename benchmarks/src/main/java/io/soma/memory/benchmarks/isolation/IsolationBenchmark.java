package io.soma.memory.benchmarks.isolation;

import io.soma.memory.benchmarks.isolation.Neighbourhood.Measured;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./soma bench isolation}.
 *
 * <p>A flood takes processors from everybody, however well it is kept apart. So it is judged beside
 * a control in the same rounds: the same flood, sent to the memory service past Soma Memory.
 */
public final class IsolationBenchmark implements Benchmark {

  /**
   * The time of the memory service to embed and store. With a service that answers at once, callers
   * wait for the two processors, with or without a flood.
   */
  private static final Duration PACE = Duration.ofMillis(20);

  private static final int HANGING_ROUNDS = 4;
  private static final int FLOODING_ROUNDS = 6;

  /** A flood that the compiler has not seen keeps one of the processors from everybody. */
  private static final int MOST_WARM_UPS = 14;

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
      Rounds hanging = street.rounds(HANGING_ROUNDS, List.of(Neighbour.HEALTHY, Neighbour.HANGING));
      Rounds flooding =
          street.rounds(
              FLOODING_ROUNDS,
              List.of(Neighbour.HEALTHY, Neighbour.FLOODING, Neighbour.FLOODING_ELSEWHERE));
      report(report, hanging, flooding);
    }
  }

  private static void report(Report report, Rounds hanging, Rounds flooding) {
    double besideHanging = hanging.tail(Neighbour.HANGING, Neighbour.HEALTHY);
    double besideFlood = flooding.tail(Neighbour.FLOODING, Neighbour.HEALTHY);
    report.say(
        "p99 of the healthy: beside the flood %.3f of alone, beside the same flood past Soma"
            + " Memory %.3f of alone",
        besideFlood, flooding.tail(Neighbour.FLOODING_ELSEWHERE, Neighbour.HEALTHY));
    report.ratio("hanging_p99_vs_alone", besideHanging, Goal.atMost(1.05));
    report.ratio(
        "flood_p99_vs_control",
        flooding.tail(Neighbour.FLOODING, Neighbour.FLOODING_ELSEWHERE),
        Goal.atMost(0.95));
    report.ratio("healthy_p99_vs_alone", Math.max(besideHanging, besideFlood), Goal.atMost(1.10));
    report.ratio(
        "healthy_throughput_vs_alone",
        Math.min(
            hanging.throughput(Neighbour.HANGING, Neighbour.HEALTHY),
            flooding.throughput(Neighbour.FLOODING, Neighbour.HEALTHY)),
        Goal.atLeast(0.95));
    report.ratio(
        "healthy_diverted",
        hanging.diverted(Neighbour.HANGING) + flooding.diverted(Neighbour.FLOODING),
        Goal.atMost(0));
  }

  private record Street(
      Report report, EmbeddedPostgresServer postgres, MemoryServiceProcess service) {

    void warmUp() throws Exception {
      WarmUp.run(
          report,
          MOST_WARM_UPS,
          WarmUp::compiled,
          () -> WarmUp.perSecond(measure(Neighbour.FLOODING).healthy().figures().perSecond()));
    }

    Rounds rounds(int count, List<Neighbour> neighbours)
        throws IOException, InterruptedException, ExecutionException {
      Rounds rounds = new Rounds();
      List<Neighbour> order = new ArrayList<>(neighbours);
      // Not counted, because some neighbours run code that no other one does.
      for (Neighbour neighbour : order) {
        Measured unused = measure(neighbour);
      }
      for (int round = 1; round <= count; round++) {
        for (Neighbour neighbour : order) {
          Measured measured = measure(neighbour);
          rounds.add(neighbour, measured);
          report.say(
              "round %d  beside %-18s p99 %.1f ms; %d diverted; of its own %d were stored, %d"
                  + " diverted",
              round,
              neighbour,
              measured.healthy().figures().p99Micros() / 1e3,
              measured.others().diverted(),
              measured.troublesome().stored(),
              measured.troublesome().diverted());
        }
        Collections.rotate(order, 1);
      }
      return rounds;
    }

    private Measured measure(Neighbour neighbour)
        throws IOException, InterruptedException, ExecutionException {
      return new Neighbourhood(service, postgres.createDatabase()).measure(neighbour);
    }
  }
}
