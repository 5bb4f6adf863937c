package io.soma.memory.benchmarks.gateway;

import io.soma.memory.benchmarks.load.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parent's side of {@link GatewayMain}. */
public final class GatewayProcess {

  /** The token that it asks for. */
  public static final String TOKEN = "token-of-the-benchmark";

  private GatewayProcess() {}

  /**
   * Starts it in front of the memory service at this URL.
   *
   * @param settings further variables; without a database among them its outbox is in memory
   */
  public static ServerProcess start(String memoryService, Map<String, String> settings)
      throws IOException {
    ServerProcess server = begin(memoryService, settings);
    int unused = server.port();
    return server;
  }

  /** The same without waiting until it listens. */
  public static ServerProcess begin(String memoryService, Map<String, String> settings)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(memoryService));
    settings.forEach((name, value) -> arguments.add(name + "=" + value));
    return ServerProcess.begin(GatewayMain.class, arguments.toArray(String[]::new));
  }
}
