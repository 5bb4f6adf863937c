package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** The answer of {@code /health} about the service, its servers and its data. */
final class HealthPage {
  private static final String NO_POSTGRES =
      """
      connection failed: connection to server at "127.0.0.1", port 5432 failed: Connection refused
      \tIs the server running on that host and accepting TCP/IP connections?\
      """;
  private static final String NO_REDIS =
      "Error 111 connecting to 127.0.0.1:6379. Connection refused.";
  private static final String NO_MILVUS = "No module named 'pymilvus'";
  private static final double LATENCY_MILLIS = 0.1;

  private final StoreCounts counts;
  private final long startNanos = System.nanoTime();

  HealthPage(StoreCounts counts) {
    this.counts = counts;
  }

  ObjectNode of(HealthClaims health, boolean database) {
    int healthy = count(health.kv()) + count(health.cache()) + count(health.vector());
    String status = healthy == 3 ? "healthy" : healthy == 0 ? "unhealthy" : "degraded";
    ObjectNode report =
        LosslessJson.object()
            .put("healthy", healthy == 3)
            .put("status", status)
            .put("version", "0.2.0")
            .put("uptime_seconds", uptimeSeconds())
            .put("timestamp", MemoryAnswers.time(Instant.now()));
    services(report.putArray("services"), health);
    if (database) {
      report.set("database", counts.ofAll());
      report.set("tenants", counts.ofTenants());
    } else {
      report.putObject("database").put("error", NO_POSTGRES);
      report.putArray("tenants").addObject().put("error", NO_POSTGRES);
    }
    system(report.putObject("system"));
    return report;
  }

  private static void services(ArrayNode services, HealthClaims health) {
    ObjectNode postgres = service(services, "postgresql", health.kv(), NO_POSTGRES);
    if (health.kv()) {
      postgres.put("database", "sfm");
    }
    ObjectNode redis = service(services, "redis", health.cache(), NO_REDIS);
    if (health.cache()) {
      redis.put("host", "127.0.0.1").put("port", 6379);
    }
    ObjectNode milvus = service(services, "milvus", health.vector(), NO_MILVUS);
    if (health.vector()) {
      milvus.put("host", "127.0.0.1").put("port", "19530");
    }
  }

  /** Adds one; its details, which hold the error if it is down. */
  private static ObjectNode service(
      ArrayNode services, String name, boolean healthy, String error) {
    ObjectNode service = services.addObject().put("name", name).put("healthy", healthy);
    if (healthy) {
      return service.put("latency_ms", LATENCY_MILLIS).putObject("details");
    }
    return service.put("latency_ms", 0).putObject("details").put("error", error);
  }

  private static void system(ObjectNode system) {
    system
        .put("python_version", "3.11.7")
        .put("platform", System.getProperty("os.name"))
        .put("hostname", "localhost")
        .put("process_id", ProcessHandle.current().pid())
        .put("django_settings", "somafractalmemory.settings.standalone");
  }

  private BigDecimal uptimeSeconds() {
    return BigDecimal.valueOf(System.nanoTime() - startNanos, 9).setScale(3, RoundingMode.DOWN);
  }

  private static int count(boolean healthy) {
    return healthy ? 1 : 0;
  }
}
