package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest
class OrdersApplicationTest {

  private static final ScriptableMemoryService SERVICE = ScriptableMemoryService.start();

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> EmbeddedPostgresServer.shared().createDatabase());
    properties.add("memory.endpoint", SERVICE::baseUrl);
    properties.add("memory.token", SERVICE::token);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Autowired private Orders orders;
  @Autowired private MemoryClient client;
  @Autowired private SomaMemory soma;
  @Autowired private JdbcTemplate sql;
  @Autowired private PrometheusRegistry metrics;

  @Test
  void aWriteIsStored() {
    assertThat(client.remember(Remember.of("orders:acme", "note", Map.of("text", "hello"))))
        .isInstanceOf(WriteReceipt.Stored.class);
    assertThat(metrics.scrape().stream().map(metric -> metric.getMetadata().getName()))
        .contains("memory_write_latency");
  }

  @Test
  void metricsWorkBesideMicrometers(CapturedOutput log) {
    client.remember(Remember.of("orders:acme", "metric", Map.of("text", "hello")));

    assertThat(log).contains("Started OrdersApplicationTest").doesNotContain("a metric fails");
  }

  @Test
  void anOrderAndItsMemoryCommitTogether() {
    orders.place("acme", "order-1");
    assertThatThrownBy(() -> orders.place("acme", "order-1"))
        .isInstanceOf(DuplicateKeyException.class);

    while (soma.health().unconfirmed(new TenantId("acme")) > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(client.fetch("orders:acme", "order-1")).isPresent();
    assertThat(sql.queryForObject("SELECT count(*) FROM soma_memory.outbox_events", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void theTablesAreInASchemaOfTheirOwn() {
    assertThat(
            sql.queryForList(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                    + " AND tablename LIKE 'outbox%'"))
        .isEmpty();
  }
}
