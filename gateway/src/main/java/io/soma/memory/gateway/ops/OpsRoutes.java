package io.soma.memory.gateway.ops;

import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driving.HealthReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The routes for monitoring this process; they call no other service, and need no token. */
public final class OpsRoutes {

  private final HealthReport health;
  private final Readiness readiness;

  /** About this process. */
  public OpsRoutes(HealthReport health, Readiness readiness) {
    this.health = health;
    this.readiness = readiness;
  }

  /**
   * For the operator of this process: {@code /healthz} is 200 while it runs, as a restart would
   * help no other caller; {@code /readyz} is 503 once it stops, and while something that runs in
   * the background does not go on, which it names. Both in the memory service's shape.
   */
  public List<Route> ofProcess() {
    return List.of(
        new Route("GET", "/healthz", call -> now(Reply.json(200, body()))),
        new Route("GET", "/readyz", call -> now(Reply.json(readyStatus(), bodyWithTroubles()))));
  }

  private int readyStatus() {
    return readiness.isDraining() || !health.backgroundTroubles().isEmpty() ? 503 : 200;
  }

  private Map<String, ?> bodyWithTroubles() {
    Map<String, Object> body = new TreeMap<>(body());
    List<String> troubles = health.backgroundTroubles();
    if (!troubles.isEmpty()) {
      body.put("background_troubles", troubles);
    }
    return body;
  }

  /** {@code /metrics}. */
  public static Route metrics(MetricsPage page) {
    return new Route("GET", "/metrics", call -> now(metrics(page, call)));
  }

  private static Reply metrics(MetricsPage page, HttpCall call) {
    MetricsPage.Scrape scrape =
        page.scrape(Objects.requireNonNullElse(call.header("Accept"), "text/plain"));
    return Reply.text(scrape.contentType(), scrape.text());
  }

  // To an existing client kv_store says whether writes are taken; the other two say whether the
  // memory service was there at the last look.
  private Map<String, Boolean> body() {
    boolean there = health.service().map(ServiceHealth::acceptsWrites).orElse(true);
    return Map.of("kv_store", takesWrites(), "vector_store", there, "graph_store", there);
  }

  private boolean takesWrites() {
    return health.takesWrites() && !readiness.isDraining();
  }

  private static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
