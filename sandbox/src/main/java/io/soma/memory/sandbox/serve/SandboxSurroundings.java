package io.soma.memory.sandbox.serve;

import io.soma.memory.gateway.serve.Ending;
import io.soma.memory.gateway.serve.Surroundings;
import io.soma.memory.sandbox.servers.SandboxServers;
import java.util.Map;

/** What {@code ./soma serve --sandbox} runs on. */
public final class SandboxSurroundings implements Surroundings {

  private final Ending opened = new Ending();

  @Override
  public Map<String, String> start() {
    SandboxServers servers = SandboxServers.start(opened);
    return Map.of(
        "SOMABRAIN_MEMORY_HTTP_ENDPOINT", servers.memory().baseUrl(),
        "SOMABRAIN_MEMORY_HTTP_TOKEN", servers.memory().token(),
        "SOMABRAIN_POSTGRES_DSN", servers.postgres().dsn(),
        "SOMABRAIN_KAFKA_URL", servers.kafka().bootstrapServers());
  }

  @Override
  public void close() {
    opened.close();
  }
}
