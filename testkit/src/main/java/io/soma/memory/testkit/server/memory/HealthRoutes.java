package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The health routes, which say what they are scripted to say. */
final class HealthRoutes {
  private final Settings settings;

  HealthRoutes(Settings settings) {
    this.settings = settings;
  }

  Answer answer(Call call) {
    Settings.Health health = settings.health;
    return switch (call.route().argument()) {
      case "/healthz" -> Answer.json(health.all() ? 200 : 503, stores(health));
      case "/health" -> detailed(call.request(), health);
      default -> Answer.json(200, stores(health));
    };
  }

  private static ObjectNode stores(Settings.Health health) {
    return Json.object()
        .put("kv_store", health.kv())
        .put("vector_store", health.vector())
        .put("graph_store", health.graph());
  }

  private Answer detailed(Request request, Settings.Health health) {
    if (request.headers().get("Authorization") == null) {
      return Answer.detail(401, "Missing Authorization header");
    }
    if (!Bearer.matches(request, settings.token)) {
      return Answer.detail(401, "Invalid API token");
    }
    boolean none = !health.kv() && !health.vector() && !health.graph();
    ObjectNode body =
        Json.object()
            .put("healthy", health.all())
            .put("status", health.all() ? "healthy" : none ? "unhealthy" : "degraded");
    ArrayNode services = body.putArray("services");
    service(services, "postgresql", health.kv());
    service(services, "milvus", health.vector());
    service(services, "graph", health.graph());
    return Answer.json(200, body);
  }

  private static void service(ArrayNode services, String name, boolean healthy) {
    services.addObject().put("name", name).put("healthy", healthy).put("latency_ms", 0.1);
  }
}
