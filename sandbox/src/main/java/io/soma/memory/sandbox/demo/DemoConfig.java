package io.soma.memory.sandbox.demo;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.sandbox.servers.SandboxServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The product's own configuration, with intervals short enough to watch. */
final class DemoConfig {

  /** When a call to the memory service ends. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  private DemoConfig() {}

  static MemoryConfig of(SandboxServers servers) {
    Map<String, String> variables = new HashMap<>(servers.variables());
    variables.put("SOMABRAIN_HTTP_TIMEOUT", String.valueOf(DEADLINE.toSeconds()));
    variables.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "2");
    variables.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.5");
    variables.put("SOMABRAIN_OUTBOX_BACKPRESSURE", "1000000");
    return MemoryConfig.from(variables);
  }
}
