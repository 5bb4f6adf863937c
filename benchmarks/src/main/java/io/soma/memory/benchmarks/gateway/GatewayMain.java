package io.soma.memory.benchmarks.gateway;

import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.benchmarks.load.InMemoryOutboxModule;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.gateway.serve.Serve;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A gateway in a process of its own. It prints its port, then how long its compiler has worked for
 * each line that it reads, and ends when its input does.
 */
public final class GatewayMain {

  private GatewayMain() {}

  /** Runs in front of the memory service at the URL that is the first argument. */
  public static void main(String[] arguments) throws IOException {
    ServeConfig config =
        ServeConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                arguments[0],
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                MemoryServiceProcess.TOKEN,
                "SOMABRAIN_POSTGRES_DSN",
                "postgresql://nobody@127.0.0.1:1/none",
                "SOMABRAIN_GATEWAY_TOKEN",
                GatewayProcess.TOKEN,
                "SOMABRAIN_GATEWAY_BIND",
                "127.0.0.1:0",
                "SOMABRAIN_OPS_BIND",
                "127.0.0.1:0"));
    Engine engine =
        Engine.start(
            Modules.override(new MemoryModule(config.memory())).with(new InMemoryOutboxModule()));
    try (Serve serve = Serve.start(config, SomaMemory.of(engine))) {
      System.out.println(serve.gatewayPort());
      BufferedReader asked =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (asked.readLine() != null) {
        System.out.println(WarmUp.compiled());
      }
    }
  }
}
