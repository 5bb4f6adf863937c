package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.gateway.Servers.Compared;
import io.soma.memory.benchmarks.http.BareClient;
import io.soma.memory.benchmarks.load.KeptConnection;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.ServerProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * {@code ./soma bench gateway}.
 *
 * <p>The peer is what one puts before a service to protect it, Jetty's reverse proxy in the same
 * JVM. It is measured with a service that answers at once, where the processors are the limit: with
 * one that takes time, any proxy is as fast as it.
 */
public final class GatewayBenchmark implements Benchmark {

  private static final int ROUNDS = 7;
  private static final int PACED_ROUNDS = 5;
  private static final int ORDINARY_ROUNDS = 3;

  /** Each with a connection and a coordinate of its own, of four tenants. */
  private static final int CALLERS = 16;

  private static final int TENANTS = 4;
  private static final int WARM_UP_CALLERS = 4;

  private static final int WARM_UPS = 16;
  private static final int ORDINARY_WARM_UPS = 6;

  /** The time of a memory service that does a little work with a memory. */
  private static final Duration PACE = Duration.ofMillis(5);

  private static final Map<String, Object> PAYLOAD =
      Map.of("text", "n".repeat(600), "importance", 3, "domains", List.of("bench", "http"));

  private static final String DIRECT = "direct";
  private static final String GATEWAY = "gateway";
  private static final String PROXY = "jetty proxy";
  private static final String BARE = "same libraries alone";

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String description() {
    return "healthy writes through the gateway, beside Jetty's proxy and the service itself";
  }

  @Override
  public void run(Report report) throws Exception {
    try (MemoryServiceProcess service = MemoryServiceProcess.start();
        ServerProcess gateway = GatewayProcess.start(service.baseUrl(), Map.of());
        ServerProcess proxy = ServerProcess.start(JettyProxyMain.class, service.baseUrl());
        ServerProcess bare = ServerProcess.start(BareGatewayMain.class, service.baseUrl())) {
      int servicePort = URI.create(service.baseUrl()).getPort();
      List<KeptConnection> direct = connections(servicePort, MemoryServiceProcess.TOKEN);
      List<KeptConnection> through = connections(gateway.port(), GatewayProcess.TOKEN);
      List<KeptConnection> proxied = connections(proxy.port(), MemoryServiceProcess.TOKEN);
      List<KeptConnection> barely = connections(bare.port(), MemoryServiceProcess.TOKEN);
      Map<String, IntConsumer> calls = new LinkedHashMap<>();
      calls.put(DIRECT, caller -> direct.get(caller).call());
      calls.put(GATEWAY, caller -> through.get(caller).call());
      calls.put(PROXY, caller -> proxied.get(caller).call());
      calls.put(BARE, caller -> barely.get(caller).call());
      Servers servers = new Servers(CALLERS, calls);
      warmUp(
          report,
          WARM_UPS,
          () -> gateway.compiled() + proxy.compiled() + bare.compiled(),
          List.of(calls.get(GATEWAY), calls.get(PROXY), calls.get(BARE), calls.get(GATEWAY)));
      Compared atOnce = servers.compare(report, ROUNDS);
      service.pace(PACE);
      report.say("the memory service takes %d ms from here on", PACE.toMillis());
      Compared paced = servers.compare(report, PACED_ROUNDS);
      service.pace(Duration.ZERO);
      List.of(direct, through, proxied, barely).forEach(all -> all.forEach(KeptConnection::close));
      ordinary(report, service, gateway);
      report(report, atOnce, paced);
    }
  }

  private static void report(Report report, Compared atOnce, Compared paced) {
    report.ratio(
        "gateway_vs_jetty_proxy", atOnce.standings().ratio(GATEWAY, PROXY), Goal.atLeast(0.9));
    report.ratio(
        "gateway_processor_vs_jetty_proxy",
        atOnce.standings().processorRatio(GATEWAY, PROXY),
        Goal.atMost(1.10));
    // What checks, limits and tenants cost, on top of what no gateway of these libraries saves.
    report.ratio(
        "gateway_processor_vs_same_libraries",
        atOnce.standings().processorRatio(GATEWAY, BARE),
        Goal.atMost(1.5));
    report.ratio("gateway_p99_vs_direct_5ms", paced.tail(GATEWAY, DIRECT), Goal.atMost(1.3));
    report.ratio(
        "gateway_throughput_vs_direct",
        atOnce.standings().ratio(GATEWAY, DIRECT),
        Goal.atLeast(0.5));
    report.ratio(
        "gateway_throughput_vs_direct_5ms_service",
        paced.standings().ratio(GATEWAY, DIRECT),
        Goal.atLeast(0.5));
  }

  // The above clients cost nothing, as hardly any does that changes its URL.
  private static void ordinary(Report report, MemoryServiceProcess service, ServerProcess gateway)
      throws Exception {
    try (BareClient direct = new BareClient(service.baseUrl(), MemoryServiceProcess.TOKEN);
        BareClient through =
            new BareClient("http://127.0.0.1:" + gateway.port(), GatewayProcess.TOKEN)) {
      Map<String, IntConsumer> calls = new LinkedHashMap<>();
      calls.put(DIRECT, caller -> store(direct, caller));
      calls.put(GATEWAY, caller -> store(through, caller));
      Servers servers = new Servers(CALLERS, calls);
      warmUp(report, ORDINARY_WARM_UPS, WarmUp::compiled, List.copyOf(calls.values()));
      report.say(
          "a client that uses Retrofit has %.3f of its throughput when it changes its URL",
          servers.compare(report, ORDINARY_ROUNDS).standings().ratio(GATEWAY, DIRECT));
    }
  }

  // With few callers, as many would keep the compilers from the processors.
  private static void warmUp(
      Report report, int most, LongSupplier compiled, List<IntConsumer> calls) throws Exception {
    WarmUp.run(report, WARM_UP_CALLERS, most, compiled, calls);
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
      connections.add(
          KeptConnection.storing(port, token, "tenant-" + caller % TENANTS, at(caller)));
    }
    return connections;
  }
}
