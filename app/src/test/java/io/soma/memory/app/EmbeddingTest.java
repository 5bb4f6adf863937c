package io.soma.memory.app;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.util.Modules;
import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** As an embedder's own test would do it: real wiring, real loops, adapters in memory. */
class EmbeddingTest {

  private static final Remember HELLO =
      Remember.of("memory:alpha", "greeting", Map.of("text", "hello"));

  private final InMemoryModule fakes = new InMemoryModule();

  @Test
  void theLoopsDeliverWhatWasQueued() {
    try (SomaMemory soma = start(Map.of())) {
      fakes.memoryService().answerNext(TENANT, Rig.UNAVAILABLE, Rig.UNAVAILABLE);

      assertThat(soma.client().remember(HELLO)).isInstanceOf(WriteReceipt.Queued.class);

      while (soma.health().unconfirmed(TENANT) > 0) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(fakes.memoryService().effects(TENANT)).hasSize(1);
      assertThat(soma.client().remember(HELLO)).isInstanceOf(WriteReceipt.Stored.class);
    }
  }

  @Test
  void aStagedCallCompletesWithTheReceipt() {
    try (SomaMemory soma = start(Map.of())) {
      assertThat(soma.client().rememberAsync(HELLO).toCompletableFuture().join())
          .isInstanceOf(WriteReceipt.Stored.class);
    }
  }

  @Test
  void stagedReadsTakeTextsAndFindWhatBlockingOnesDo() {
    try (SomaMemory soma = start(Map.of())) {
      MemoryClient client = soma.client();
      client.remember(HELLO);
      client.remember(Remember.of("memory:alpha", "reply", Map.of("text", "hello to you")));
      client.link(Link.of("memory:alpha", "greeting", "reply"));

      assertThat(join(client.fetchAsync("memory:alpha", "greeting"))).isPresent();
      assertThat(join(client.recallAsync("memory:alpha", "hello"))).hasSize(2);
      assertThat(join(client.neighborsAsync("memory:alpha", "greeting")))
          .hasSize(1)
          .isEqualTo(client.neighbors("memory:alpha", "greeting"));
      assertThat(join(client.pathAsync("memory:alpha", "greeting", "reply")))
          .isPresent()
          .isEqualTo(client.path("memory:alpha", "greeting", "reply"));
      assertThat(join(client.pathAsync("memory:alpha", "reply", "greeting"))).isEmpty();
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  void aClosedClientSaysSo() {
    SomaMemory soma = start(Map.of());
    soma.close();
    soma.close();

    assertThatThrownBy(() -> soma.client().remember(HELLO))
        .isInstanceOf(MemoryUnavailableException.class)
        .hasMessageStartingWith("this client is closed");
  }

  @Test
  void anUnknownTransportIsNamedWithThoseThatAreThere() {
    assertThatThrownBy(() -> start(Map.of("SOMABRAIN_OUTBOX_TRANSPORT", "pigeon")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pigeon")
        .hasMessageContaining("direct");
  }

  private SomaMemory start(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none");
    MemoryModule real = new MemoryModule(MemoryConfig.from(environment));
    return SomaMemory.of(Engine.start(Modules.override(real).with(fakes)));
  }
}
