package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OrdersProgramTest {

  @Test
  void startsStoresReadsAndCloses() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusMeterRegistry micrometer =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
    micrometer.counter("orders").increment();

    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        OrdersProgram program =
            new OrdersProgram(
                URI.create(service.baseUrl()),
                service.token(),
                EmbeddedPostgresServer.shared().createDatabase(),
                registry)) {
      assertThat(program.orders().place("acme", "order-1")).isInstanceOf(WriteReceipt.Stored.class);
      assertThat(program.orders().find("acme", "order-1")).isPresent();
      assertThat(program.orders().find("globex", "order-1")).isEmpty();

      assertThat(micrometer.scrape())
          .contains("orders_total 1.0")
          .contains("memory_write_latency_count{tenant=\"acme\"} 1");
    }
    assertThat(micrometer.scrape()).contains("orders_total 1.0").doesNotContain("memory_");
  }
}
