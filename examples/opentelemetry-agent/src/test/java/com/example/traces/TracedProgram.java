package com.example.traces;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Queues one write, and ends when it is delivered. It knows nothing of OpenTelemetry. */
public final class TracedProgram {

  private TracedProgram() {}

  /** Starts with: TracedProgram DSN. */
  public static void main(String[] arguments) {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      MemoryConfig config =
          MemoryConfig.builder()
              .endpoint(URI.create(service.baseUrl()))
              .token(service.token())
              .postgres(arguments[0])
              .writeMode(WriteMode.FAST_ACK)
              .build();
      try (SomaMemory soma = SomaMemory.start(config)) {
        soma.client().remember(Remember.of("orders:acme", "order-1", Map.of("text", "hello")));
        while (service.effects().isEmpty()) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }
}
