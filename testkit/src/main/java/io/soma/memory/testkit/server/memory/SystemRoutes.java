package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The routes that report the service's health, counts, metrics and API. */
final class SystemRoutes {
  private static final Set<String> PATHS =
      Set.of(
          "/healthz",
          "/readyz",
          "/health/basic",
          "/health",
          "/ping",
          "/stats",
          "/test-stats",
          "/",
          "/metrics",
          "/openapi.json",
          "/docs");

  private final Settings settings;
  private final HealthAnswers health;
  private final StoreCounts counts;

  SystemRoutes(Settings settings, MemoryStore store) {
    this.settings = settings;
    counts = new StoreCounts(store);
    health = new HealthAnswers(settings, counts);
  }

  static boolean knows(String path) {
    return PATHS.contains(path);
  }

  ScriptedAnswer answer(Call call) {
    return switch (call.route().argument()) {
      case "/healthz" -> health.healthz();
      case "/health" -> health.detailed(call.request());
      case "/ping" -> ScriptedAnswer.json(200, LosslessJson.object().put("ping", "pong"));
      case "/stats" -> stats("stats", counts.stats());
      case "/test-stats" -> testStats(call.request());
      case "/" -> root();
      case "/metrics" -> SystemPages.metrics();
      case "/openapi.json" -> SystemPages.openApi();
      case "/docs" -> Nowhere.brokenPage();
      default -> health.flags();
    };
  }

  private ScriptedAnswer stats(String name, ObjectNode stats) {
    return settings.state.database()
        ? ScriptedAnswer.json(200, stats)
        : ScriptedAnswer.detail(503, "Required service '" + name + "' is unavailable");
  }

  /** The service keeps memories of its own tests in another namespace, which is empty here. */
  private ScriptedAnswer testStats(Request request) {
    Bearer.checkExactly(request, settings.token);
    ObjectNode none =
        LosslessJson.object()
            .put("total_memories", 0)
            .put("episodic", 0)
            .put("semantic", 0)
            .put("namespace", "test_ns");
    return stats("test-stats", none);
  }

  private static ScriptedAnswer root() {
    return ScriptedAnswer.json(
        200,
        LosslessJson.object()
            .put("status", "online")
            .put("message", "FractalMemory API is running")
            .put("metrics", "/metrics"));
  }
}
