package io.soma.memory.sandbox.serve;

import io.soma.memory.gateway.serve.Ending;
import io.soma.memory.gateway.serve.Surroundings;
import io.soma.memory.sandbox.servers.SandboxServers;
import java.util.Map;

/** What {@code ./soma serve --sandbox} runs on. */
public final class SandboxSurroundings implements Surroundings {

  private final Ending opened = new Ending();

  @Override
  public Map<String, String> standIns() {
    return variables(
        "http://127.0.0.1:1", "token", "postgresql://nobody@127.0.0.1:1/none", "127.0.0.1:1");
  }

  @Override
  public Map<String, String> start() {
    SandboxServers servers = SandboxServers.start(opened);
    return variables(
        servers.memory().baseUrl(),
        servers.memory().token(),
        servers.postgres().dsn(),
        servers.kafka().bootstrapServers());
  }

  @Override
  public void close() {
    opened.close();
  }

  private static Map<String, String> variables(
      String memory, String token, String database, String broker) {
    return Map.of(
        "SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory,
        "SOMABRAIN_MEMORY_HTTP_TOKEN", token,
        "SOMABRAIN_POSTGRES_DSN", database,
        "SOMABRAIN_KAFKA_URL", broker);
  }
}
