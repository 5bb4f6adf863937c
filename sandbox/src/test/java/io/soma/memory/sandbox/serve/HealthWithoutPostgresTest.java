package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.gateway.serve.Serve;
import io.soma.memory.sandbox.servers.SandboxMemoryService;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway says that it takes writes while it does, whichever of its two ways is open. */
class HealthWithoutPostgresTest {

  private static final String TOKEN = "a-token-for-this-test";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
  private final ScriptableMemoryService memory = SandboxMemoryService.start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServeConfig config =
      ServeConfig.from(
          Map.of(
              "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
              memory.baseUrl(),
              "SOMABRAIN_MEMORY_HTTP_TOKEN",
              memory.token(),
              "SOMABRAIN_POSTGRES_DSN",
              postgres.dsn(),
              "SOMABRAIN_GATEWAY_TOKEN",
              TOKEN,
              "SOMABRAIN_GATEWAY_BIND",
              "127.0.0.1:0",
              "SOMABRAIN_OPS_BIND",
              "127.0.0.1:0",
              "SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL",
              "0.2"));
  private final Serve serve =
      Serve.start(config, SomaMemory.start(config.memory(), BackgroundParts.of(config)));

  @AfterEach
  void close() {
    serve.close();
    memory.close();
    postgres.close();
  }

  @Test
  void kvStoreIsTrueWhileAWriteWouldBeAcknowledged() throws Exception {
    awaitHealth(200, true, true);
    assertThat(write("1")).isEqualTo(200);

    postgres.kill();
    memory.goDown();
    awaitHealth(503, false, false);
    assertThat(write("2")).isEqualTo(503);

    postgres.restart();
    awaitHealth(200, true, false);
    assertThat(write("3")).isEqualTo(202);

    postgres.kill();
    awaitHealth(503, false, false);

    memory.comeBack();
    awaitHealth(200, true, true);
    assertThat(write("1", "another-tenant")).isEqualTo(200);
  }

  private void awaitHealth(int status, boolean writes, boolean service) throws Exception {
    String body =
        "\"kv_store\":%1$s \"vector_store\":%2$s \"graph_store\":%2$s".formatted(writes, service);
    HttpResponse<String> health = health();
    while (health.statusCode() != status || !hasAll(health.body(), body.split(" "))) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      health = health();
    }
  }

  private HttpResponse<String> health() throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at("/healthz")).build(), BodyHandlers.ofString());
  }

  private static boolean hasAll(String body, String... parts) {
    return Stream.of(parts).allMatch(body::contains);
  }

  private int write(String coordinate) throws Exception {
    return write(coordinate, "tenant-1");
  }

  private int write(String coordinate, String tenant) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at("/memories"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("X-Soma-Tenant", tenant)
            .POST(BodyPublishers.ofString("{\"coord\":\"" + coordinate + "\",\"payload\":{}}"))
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + serve.gatewayPort() + path);
  }
}
