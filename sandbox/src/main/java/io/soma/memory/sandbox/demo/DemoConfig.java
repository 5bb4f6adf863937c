package io.soma.memory.sandbox.demo;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.sandbox.servers.SandboxServers;
import java.util.Map;

/** The product's own configuration, with intervals short enough to watch. */
final class DemoConfig {

  private DemoConfig() {}

  static MemoryConfig of(SandboxServers servers) {
    return MemoryConfig.from(
        Map.ofEntries(
            Map.entry("SOMABRAIN_MEMORY_HTTP_ENDPOINT", servers.memory().baseUrl()),
            Map.entry("SOMABRAIN_MEMORY_HTTP_TOKEN", servers.memory().token()),
            Map.entry("SOMABRAIN_POSTGRES_DSN", servers.postgres().dsn()),
            Map.entry("SOMABRAIN_KAFKA_URL", servers.kafka().bootstrapServers()),
            Map.entry("SOMABRAIN_HTTP_TIMEOUT", "2"),
            Map.entry("SOMABRAIN_MEMORY_RESET_INTERVAL", "2"),
            Map.entry("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.5"),
            Map.entry("SOMABRAIN_OUTBOX_BACKPRESSURE", "1000000")));
  }
}
