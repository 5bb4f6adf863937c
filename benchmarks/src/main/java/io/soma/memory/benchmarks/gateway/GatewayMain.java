package io.soma.memory.benchmarks.gateway;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.benchmarks.load.ChildAnswers;
import io.soma.memory.benchmarks.load.InMemoryOutboxModule;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.gateway.serve.Serve;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code ./soma serve} runs, in a process of its own. It prints the gateway's port, which is 0
 * without a gateway, and then obeys {@link ChildAnswers}. Without a database its outbox is in
 * memory.
 */
public final class GatewayMain {

  private static final String DSN = "SOMABRAIN_POSTGRES_DSN";

  private GatewayMain() {}

  /**
   * Runs in front of a memory service.
   *
   * @param arguments its URL, and settings as {@code NAME=VALUE}
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings = settings(arguments);
    boolean inMemory = settings.putIfAbsent(DSN, InMemoryOutboxModule.UNUSED_DSN) == null;
    ServeConfig config = ServeConfig.from(settings);
    try (Serve serve = Serve.start(config, SomaMemory.of(engine(config, inMemory)))) {
      ChildAnswers.ready(serve.gatewayPort());
    }
  }

  private static Engine engine(ServeConfig config, boolean inMemory) {
    Module module = new MemoryModule(config.memory());
    return Engine.start(
        inMemory ? Modules.override(module).with(new InMemoryOutboxModule()) : module);
  }

  private static Map<String, String> settings(String[] arguments) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                arguments[0],
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                MemoryServiceProcess.TOKEN,
                "SOMABRAIN_GATEWAY_TOKEN",
                GatewayProcess.TOKEN,
                "SOMABRAIN_GATEWAY_BIND",
                "127.0.0.1:0",
                "SOMABRAIN_OPS_BIND",
                "127.0.0.1:0"));
    Arrays.stream(arguments)
        .skip(1)
        .map(argument -> argument.split("=", 2))
        .forEach(setting -> settings.put(setting[0], setting[1]));
    return settings;
  }
}
