package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.gateway.GatewayProcess;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.KeptConnection;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Healthy writes through 1, 2 and 4 gateways, each with the same number of callers. */
record GatewayScale(Report report, MemoryServiceProcess service, Fleet fleet) {

  private static final int CALLERS_OF_EACH = 8;
  private static final int ROUNDS = 5;
  private static final int MOST_WARM_UPS = 12;
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** The memory service embeds and stores. */
  private static final Duration PACE = Duration.ofMillis(20);

  void measure() throws Exception {
    service.pace(Duration.ZERO);
    warmUp();
    List<KeptConnection> connections = connections("tenant-");
    IntConsumer call = caller -> connections.get(caller).call();
    service.pace(PACE);
    Contest contest = new Contest();
    for (int size : ScaleBenchmark.SIZES) {
      contest.with(
          ScaleBenchmark.name(size),
          () -> ClosedLoop.run(size * CALLERS_OF_EACH, ROUND, call).turn());
    }
    Standings standings = contest.run(report, ROUNDS, "writes/s");
    connections.forEach(KeptConnection::close);
    ScaleBenchmark.reportLinear(report, "gateway", standings, Goal.atLeast(0.8));
  }

  // The warm-up has tenants of its own. A cold process on a busy machine may queue a write; its
  // tenant then waits for a delivery, and no process here delivers. Each process has one caller,
  // because many callers would leave the compilers no processor.
  private void warmUp() throws Exception {
    List<KeptConnection> connections = connections("cold-");
    IntConsumer call =
        process -> {
          boolean unused = connections.get(process * CALLERS_OF_EACH).isStored();
        };
    WarmUp.run(report, ScaleBenchmark.MOST, MOST_WARM_UPS, fleet::compiled, List.of(call));
    connections.forEach(KeptConnection::close);
  }

  // Those of a process follow each other, so that the first callers are those of the first ones.
  private List<KeptConnection> connections(String tenants) {
    List<KeptConnection> connections = new ArrayList<>();
    for (int port : fleet.ports()) {
      for (int n = 0; n < CALLERS_OF_EACH; n++) {
        int number = connections.size();
        connections.add(
            KeptConnection.storing(
                port, GatewayProcess.TOKEN, tenants + number, number + ".5,0.25,0.125"));
      }
    }
    return connections;
  }
}
