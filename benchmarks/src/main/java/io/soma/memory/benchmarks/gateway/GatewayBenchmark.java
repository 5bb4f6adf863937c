package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.Figures;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** {@code ./soma bench gateway}. */
public final class GatewayBenchmark implements Benchmark {

  private static final int ROUNDS = 7;
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** Each with a connection and a coordinate of its own, of four tenants. */
  private static final int CALLERS = 16;

  private static final int TENANTS = 4;

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String description() {
    return "healthy writes through the gateway, beside the memory service itself";
  }

  @Override
  public void run(Report report) throws IOException, InterruptedException, ExecutionException {
    try (MemoryServiceProcess service = MemoryServiceProcess.start();
        GatewayProcess gateway = GatewayProcess.start(service.baseUrl())) {
      int servicePort = URI.create(service.baseUrl()).getPort();
      List<KeptConnection> direct = connections(servicePort, MemoryServiceProcess.TOKEN);
      List<KeptConnection> through = connections(gateway.port(), GatewayProcess.TOKEN);
      // The gateway is a JVM that has served nothing yet.
      for (List<KeptConnection> cold :
          List.of(direct, through, direct, through, through, through, through)) {
        report.say("warming up: %.0f/s", figures(cold).perSecond());
      }
      report.ratio(
          "gateway_throughput_vs_direct", median(report, direct, through), Goal.atLeast(0.5));
      direct.forEach(KeptConnection::close);
      through.forEach(KeptConnection::close);
    }
  }

  private static double median(
      Report report, List<KeptConnection> direct, List<KeptConnection> through)
      throws InterruptedException, ExecutionException {
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      boolean directFirst = round % 2 == 1;
      Figures first = figures(directFirst ? direct : through);
      Figures second = figures(directFirst ? through : direct);
      Figures bare = directFirst ? first : second;
      Figures gated = directFirst ? second : first;
      ratios.add(gated.perSecond() / bare.perSecond());
      report.say(
          "round %d: direct %.0f/s p99 %.0f us, gateway %.0f/s p99 %.0f us",
          round, bare.perSecond(), bare.p99Micros(), gated.perSecond(), gated.p99Micros());
    }
    return Median.of(ratios);
  }

  private static Figures figures(List<KeptConnection> connections)
      throws InterruptedException, ExecutionException {
    return ClosedLoop.run(CALLERS, ROUND, caller -> connections.get(caller).call());
  }

  private static List<KeptConnection> connections(int port, String token) {
    List<KeptConnection> connections = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String body =
          "{\"coord\":\""
              + caller
              + ".5,0.25,0.125\",\"payload\":{\"text\":\""
              + "n".repeat(600)
              + "\",\"importance\":3,\"domains\":[\"bench\",\"http\"]}}";
      connections.add(new KeptConnection(port, token, "tenant-" + caller % TENANTS, body));
    }
    return connections;
  }
}
