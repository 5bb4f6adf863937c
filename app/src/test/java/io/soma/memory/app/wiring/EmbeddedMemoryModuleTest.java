package io.soma.memory.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.MemoryConfigBuilder;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.testkit.wiring.InMemoryModule;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbeddedMemoryModuleTest {

  private static final Remember HELLO =
      Remember.of("memory:alpha", "greeting", Map.of("text", "hello"));

  private static MemoryConfigBuilder config() {
    return MemoryConfig.builder()
        .endpoint(URI.create("http://127.0.0.1:1"))
        .token("token")
        .postgres("postgresql://nobody@127.0.0.1:1/none");
  }

  private static Injector start(MemoryConfig config) {
    return Guice.createInjector(
        new EmbeddedMemoryModule(config, new InMemoryModule()), new AbstractModule() {});
  }

  @Test
  void theProgramGetsTheDrivingPortsAndNothingElse() {
    Injector injector = start(config().build());
    try (Engine engine = injector.getInstance(Engine.class)) {
      assertThat(
              injector.getBindings().keySet().stream()
                  .map(Key::getTypeLiteral)
                  .map(Object::toString)
                  .filter(name -> name.startsWith("io.soma"))
                  .map(name -> name.substring(name.lastIndexOf('.') + 1))
                  .collect(Collectors.toSet()))
          .isEqualTo(
              Set.of(
                  "Engine",
                  "MemoryClient",
                  "HealthReport",
                  "ServiceStatus",
                  "OutboxAdministration",
                  "TenantAdministration",
                  "TransactionalWrites"));
      assertThatThrownBy(() -> injector.getInstance(Outbox.class))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void theProgramKeepsItsOwnRules() {
    Injector injector = start(config().build());
    try (Engine engine = injector.getInstance(Engine.class)) {
      // Neither bound nor with a constructor that asks for injection, which we forbid ourselves.
      Orders orders = injector.getInstance(Orders.class);
      assertThat(orders.client.remember(HELLO)).isInstanceOf(WriteReceipt.Stored.class);
    }
  }

  @Test
  void executorAndRegistryOfTheProgramAreUsed() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    PrometheusRegistry registry = new PrometheusRegistry();
    MemoryConfig config =
        config()
            .executor(
                task -> {
                  threads.add(Thread.currentThread().getName());
                  task.run();
                })
            .metrics(SharedMetrics.on(registry))
            .build();

    Injector injector = start(config);
    try (Engine engine = injector.getInstance(Engine.class)) {
      engine.client().rememberAsync(HELLO).toCompletableFuture().join();

      assertThat(threads).containsExactly(Thread.currentThread().getName());
      assertThat(page(registry)).contains("memory_write_latency_count{tenant=\"alpha\"} 1");
    }
    assertThat(page(registry)).doesNotContain("memory_");
  }

  private static String page(PrometheusRegistry registry) {
    return new MetricsPage(registry).scrape("text/plain").text();
  }

  static final class Orders {
    @Inject MemoryClient client;
  }
}
