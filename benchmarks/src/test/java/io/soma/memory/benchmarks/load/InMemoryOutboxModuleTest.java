package io.soma.memory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryOutboxModuleTest {

  // Fails where the product comes to need something of the database that is not swapped here.
  @Test
  void aClientStartsAndQueuesWhereThereIsNoDatabaseAndNoService() {
    MemoryConfig config =
        MemoryConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                "http://127.0.0.1:1",
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                "token",
                "SOMABRAIN_POSTGRES_DSN",
                InMemoryOutboxModule.UNUSED_DSN));

    try (SomaMemory soma =
        SomaMemory.of(
            Engine.start(
                Modules.override(new MemoryModule(config)).with(new InMemoryOutboxModule())))) {
      assertThat(soma.client().remember(Remember.of("bench:one", "key", Map.of("text", "hello"))))
          .isInstanceOf(WriteReceipt.Queued.class);
    }
  }
}
