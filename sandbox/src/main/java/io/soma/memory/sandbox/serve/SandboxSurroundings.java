package io.soma.memory.sandbox.serve;

import io.soma.memory.gateway.serve.SandboxEnvironment;
import io.soma.memory.sandbox.servers.SandboxServers;
import io.soma.memory.supervision.CloseStack;
import java.util.Map;

/** The servers that {@code ./soma serve --sandbox} runs on. */
public final class SandboxSurroundings implements SandboxEnvironment {

  private final CloseStack opened = new CloseStack();

  @Override
  public Map<String, String> standIns() {
    return Map.of(
        "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1",
        "SOMABRAIN_MEMORY_HTTP_TOKEN", "token",
        "SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none",
        "SOMABRAIN_KAFKA_URL", "127.0.0.1:1");
  }

  @Override
  public Map<String, String> start() {
    return SandboxServers.start(opened).variables();
  }

  @Override
  public void close() {
    opened.close();
  }
}
