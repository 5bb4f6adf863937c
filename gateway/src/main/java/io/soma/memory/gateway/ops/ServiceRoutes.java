package io.soma.memory.gateway.ops;

import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.ServiceStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The memory service's routes about itself, as clients of the gateway ask for them. Whether writes
 * are taken is the gateway's to say, as it takes them while the service is down; what else there is
 * is the service's, not older than a second.
 */
public final class ServiceRoutes {

  private static final String SCHEME = "Bearer ";

  private final HealthReport health;
  private final ServiceStatus service;
  private final Readiness readiness;
  private final Tokens tokens;
  private final RefusedGuesses guesses;

  /** About this gateway, and the service behind it. */
  public ServiceRoutes(
      HealthReport health,
      ServiceStatus service,
      Readiness readiness,
      Tokens tokens,
      RefusedGuesses guesses) {
    this.health = health;
    this.service = service;
    this.readiness = readiness;
    this.tokens = tokens;
    this.guesses = guesses;
  }

  /** All of them. */
  public List<Route> routes() {
    return List.of(
        // 200 while a write would be acknowledged: a client that goes by the status would else keep
        // back writes that are taken.
        get("/healthz", call -> stores(takesWrites() ? 200 : 503)),
        get("/readyz", call -> stores(isReady() ? 200 : 503)),
        get("/health/basic", call -> stores(200)),
        get("/health", this::health),
        get(
            "/stats",
            call -> service.page(StatusPage.Kind.COUNTS).thenApply(ServiceRoutes::counts)),
        get("/ping", call -> now(Reply.json(200, Map.of("ping", "pong")))),
        get("/", call -> now(Reply.json(200, welcome()))));
  }

  private static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, endpoint);
  }

  private CompletionStage<Reply> stores(int status) {
    return service
        .page(StatusPage.Kind.STORES)
        .thenApply(
            page -> {
              Map<String, Object> flags = new LinkedHashMap<>();
              flags.put("kv_store", takesWrites());
              for (String store : List.of("vector_store", "graph_store")) {
                flags.put(store, page.isPresent() && page.get().says(store));
              }
              return Reply.json(status, flags);
            });
  }

  private boolean isReady() {
    return !readiness.isDraining() && health.backgroundTroubles().isEmpty();
  }

  private boolean takesWrites() {
    return health.takesWrites() && !readiness.isDraining();
  }

  // This route of the service wants its scheme in just this case.
  private CompletionStage<Reply> health(HttpCall call) {
    String authorization = call.header("Authorization");
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      return now(Reply.error(401, "Missing Authorization header"));
    }
    return tokens
        .grantOf(authorization)
        .map(
            grant ->
                service
                    .page(StatusPage.Kind.HEALTH)
                    .thenApply(page -> health(page, grant.tenants().isEmpty())))
        .orElseGet(() -> guesses.refuse(call.peer(), Reply.error(401, "Invalid API token")));
  }

  private static Reply health(Optional<StatusPage> page, boolean ofAllTenants) {
    if (page.isEmpty()) {
      Map<String, Object> unreached = new LinkedHashMap<>();
      unreached.put("healthy", false);
      unreached.put("status", "unhealthy");
      unreached.put("services", List.of());
      return Reply.json(200, unreached);
    }
    Map<String, Object> said = new LinkedHashMap<>(page.get().content());
    // A token of some tenants may not learn of others.
    if (!ofAllTenants && said.containsKey("tenants")) {
      said.put("tenants", List.of());
    }
    return Reply.json(200, said);
  }

  private static Reply counts(Optional<StatusPage> page) {
    return page.map(counts -> Reply.json(200, counts.content()))
        .orElseGet(() -> Reply.error(503, "Required service 'stats' is unavailable"));
  }

  private static Map<String, Object> welcome() {
    Map<String, Object> welcome = new LinkedHashMap<>();
    welcome.put("status", "online");
    welcome.put("message", "FractalMemory API is running");
    welcome.put("metrics", "/metrics");
    return welcome;
  }

  private static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
