package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      // Spring Boot exports no metrics in tests otherwise.
      "management.prometheus.metrics.export.enabled=true"
    })
class OrdersApplicationTest {

  private static final ScriptableMemoryService SERVICE = ScriptableMemoryService.start();

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> EmbeddedPostgresServer.shared().createDatabase());
    properties.add("somabrain.memory-http-endpoint", SERVICE::baseUrl);
    // In another of Spring's spellings than in application.properties.
    properties.add("somabrain.memoryHttpToken", SERVICE::token);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Autowired private Orders orders;
  @Autowired private MemoryClient client;
  @Autowired private JdbcTemplate sql;
  @Autowired private Environment environment;

  @Test
  void aWriteIsStored() {
    assertThat(client.remember(Remember.of("orders:acme", "note", Map.of("text", "hello"))))
        .isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void theApplicationsPagesShowItsHealthAndMetrics() throws IOException, InterruptedException {
    client.remember(Remember.of("orders:acme", "shown", Map.of("text", "hello")));

    assertThat(page("health")).contains("\"somaMemory\":{", "\"takesWrites\":true");
    assertThat(page("prometheus"))
        .contains("memory_write_latency_count{tenant=\"acme\"}", "hikaricp_connections");
  }

  private String page(String name) throws IOException, InterruptedException {
    URI page =
        URI.create(
            "http://localhost:"
                + environment.getProperty("local.server.port")
                + "/actuator/"
                + name);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void aStartSaysEverythingThatIsMissing(CapturedOutput log) {
    assertThatThrownBy(
            () ->
                SpringApplication.run(
                    OrdersApplication.class,
                    "--spring.datasource.url=" + EmbeddedPostgresServer.shared().createDatabase(),
                    "--server.port=0",
                    "--somabrain.http-retries=many",
                    "--somabrain.writeMode=strict",
                    "--somabrain.outboxApiToken=0123456789abcdef"))
        .isNotNull();

    assertThat(log)
        .contains("APPLICATION FAILED TO START")
        .contains("somabrain.memory-http-token is not set")
        .contains("somabrain.http-retries=\"many\" is not a whole number")
        .contains("somabrain.write-mode is not a setting of Soma Memory")
        .contains("did you mean somabrain.memory-write-mode?")
        .contains("they have no effect here: somabrain.outbox-api-token");
  }

  @Test
  void aStartNamesTheDataSourceThatFails(CapturedOutput log) {
    assertThatThrownBy(
            () ->
                SpringApplication.run(
                    OrdersApplication.class,
                    "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/orders",
                    "--spring.datasource.hikari.connection-timeout=250",
                    // Each would fail before Soma Memory starts.
                    "--spring.flyway.enabled=false",
                    "--spring.sql.init.mode=never",
                    "--server.port=0",
                    "--somabrain.memoryHttpEndpoint=http://127.0.0.1:1",
                    "--somabrain.memoryHttpToken=token"))
        .isNotNull();

    assertThat(log)
        .contains("Soma Memory cannot start without the outbox on this program's DataSource")
        .contains("correct spring.datasource.url")
        .doesNotContain("SOMABRAIN_");
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

    while (client.fetch("orders:acme", "order-1").isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
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
