package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.http.BareClient;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.Figures;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** {@code ./soma bench gateway}. */
public final class GatewayBenchmark implements Benchmark {

  private static final int ROUNDS = 7;
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** Each with a connection and a coordinate of its own, of four tenants. */
  private static final int CALLERS = 16;

  private static final int TENANTS = 4;

  private static final int WARM_UPS = 25;

  /** The time of a memory service that does a little work with a memory. */
  private static final Duration PACE = Duration.ofMillis(5);

  private static final Map<String, Object> PAYLOAD =
      Map.of("text", "n".repeat(600), "importance", 3, "domains", List.of("bench", "http"));

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String description() {
    return "healthy writes through the gateway, beside the memory service itself";
  }

  @Override
  public void run(Report report) throws Exception {
    try (MemoryServiceProcess service = MemoryServiceProcess.start();
        GatewayProcess gateway = GatewayProcess.start(service.baseUrl())) {
      int servicePort = URI.create(service.baseUrl()).getPort();
      List<KeptConnection> direct = connections(servicePort, MemoryServiceProcess.TOKEN);
      List<KeptConnection> through = connections(gateway.port(), GatewayProcess.TOKEN);
      Comparison calls =
          new Comparison(
              report,
              gateway::compiled,
              caller -> direct.get(caller).call(),
              caller -> through.get(caller).call());
      calls.warmUp();
      double atOnce = calls.ratio();
      service.pace(PACE);
      report.say("the memory service takes %d ms from here on", PACE.toMillis());
      double paced = calls.ratio();
      service.pace(Duration.ZERO);
      direct.forEach(KeptConnection::close);
      through.forEach(KeptConnection::close);
      ordinary(report, service, gateway);
      report.ratio("gateway_throughput_vs_direct", atOnce, Goal.atLeast(0.5));
      report.ratio("gateway_throughput_vs_direct_5ms_service", paced, Goal.atLeast(0.5));
    }
  }

  // The above clients cost nothing, as hardly any does that changes its URL.
  private static void ordinary(Report report, MemoryServiceProcess service, GatewayProcess gateway)
      throws Exception {
    try (BareClient direct = new BareClient(service.baseUrl(), MemoryServiceProcess.TOKEN);
        BareClient through =
            new BareClient("http://127.0.0.1:" + gateway.port(), GatewayProcess.TOKEN)) {
      Comparison calls =
          new Comparison(
              report,
              WarmUp::compiled,
              caller -> store(direct, caller),
              caller -> store(through, caller));
      calls.warmUp();
      report.say(
          "a client that uses Retrofit has %.3f of its throughput when it changes its URL",
          calls.ratio());
    }
  }

  /** The same calls to the memory service and through the gateway. */
  private record Comparison(
      Report report, LongSupplier compiled, IntConsumer direct, IntConsumer through) {

    void warmUp() throws Exception {
      WarmUp.run(report, CALLERS, WARM_UPS, compiled, List.of(direct, through));
    }

    /** The gateway's throughput over the memory service's own. */
    double ratio() throws InterruptedException, ExecutionException {
      List<Double> ratios = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        boolean directFirst = round % 2 == 1;
        Figures first = figures(directFirst ? direct : through);
        Figures second = figures(directFirst ? through : direct);
        Figures bare = directFirst ? first : second;
        Figures gated = directFirst ? second : first;
        ratios.add(gated.perSecond() / bare.perSecond());
        report.say(
            "round %d: direct %.0f/s p99 %.0f us processor %.0f us, gateway %.0f/s p99 %.0f us"
                + " processor %.0f us",
            round,
            bare.perSecond(),
            bare.p99Micros(),
            bare.processorMicros(),
            gated.perSecond(),
            gated.p99Micros(),
            gated.processorMicros());
      }
      return Median.of(ratios);
    }
  }

  private static Figures figures(IntConsumer call) throws InterruptedException, ExecutionException {
    return ClosedLoop.run(CALLERS, ROUND, call);
  }

  private static void store(BareClient client, int caller) {
    client.store("tenant-" + caller % TENANTS, "key-" + caller, at(caller), PAYLOAD);
  }

  private static String at(int caller) {
    return caller + ".5,0.25,0.125";
  }

  private static List<KeptConnection> connections(int port, String token) {
    List<KeptConnection> connections = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String body =
          "{\"coord\":\""
              + at(caller)
              + "\",\"payload\":{\"text\":\""
              + "n".repeat(600)
              + "\",\"importance\":3,\"domains\":[\"bench\",\"http\"]}}";
      connections.add(new KeptConnection(port, token, "tenant-" + caller % TENANTS, body));
    }
    return connections;
  }
}
