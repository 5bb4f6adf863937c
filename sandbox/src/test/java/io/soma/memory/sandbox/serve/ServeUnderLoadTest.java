package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.sandbox.servers.SandboxMemoryService;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is told to end under load answers the requests that it took, and loses none of
 * them.
 */
class ServeUnderLoadTest {

  private static final int TENANTS = 4;
  private static final CoordinateScoping SCOPING = new CoordinateScoping(new Tenancy.Shared(null));

  private static final int WRITERS = 8;
  private static final int BEFORE_THE_END = 400;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final String database = EmbeddedPostgresServer.shared().createDatabase();
  private final ScriptableMemoryService memory = SandboxMemoryService.start();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();

  /** Outcomes by the coordinate of the write. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @TempDir private Path temporary;
  private volatile boolean over;

  @AfterEach
  void close() {
    threads.shutdownNow();
    memory.close();
  }

  @Test
  void sigtermUnderLoadLosesNothing() throws Exception {
    try (ServeProcess first = ServeProcess.start(temporary, variables())) {
      ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.execute(() -> write(first.gatewayPort(), writer));
      }
      awaitAcknowledged(BEFORE_THE_END / 2);
      // From here on writes are queued, so that some wait when the end comes.
      memory.goDown();
      awaitAcknowledged(BEFORE_THE_END);

      first.terminate();

      assertThat(first.awaitEnd()).isZero();
      assertThat(first.lines()).anyMatch(line -> line.contains("stopped"));
      over = true;
      writers.shutdown();
      assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(acknowledged).containsValue("stored").containsValue("queued");

    memory.comeBack();
    try (ServeProcess second = ServeProcess.start(temporary, variables())) {
      Set<String> lost = lost();
      while (!lost.isEmpty() && second.lines().size() < 10_000) {
        http.send(
            HttpRequest.newBuilder(at(second.opsPort(), "/readyz")).build(),
            BodyHandlers.ofString());
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        lost = lost();
      }
      assertThat(lost).isEmpty();
      second.terminate();
      assertThat(second.awaitEnd()).isZero();
    }
  }

  private void write(int port, int writer) {
    for (int i = 0; !over; i++) {
      String coordinate = writer + ".0," + i + ".0";
      HttpRequest request =
          HttpRequest.newBuilder(at(port, "/memories"))
              .header("Authorization", "Bearer a-token-for-this-test")
              .header("X-Soma-Tenant", tenant(writer).value())
              .POST(BodyPublishers.ofString("{\"coord\":\"" + coordinate + "\",\"payload\":{}}"))
              .build();
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        answer
            .headers()
            .firstValue("X-Soma-Outcome")
            .ifPresent(outcome -> acknowledged.put(coordinate, outcome));
      } catch (IOException e) {
        // Nothing listens any more: not acknowledged, and this writer is done.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void awaitAcknowledged(int writes) {
    while (acknowledged.size() < writes) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private Set<String> lost() {
    Set<String> stored =
        memory.effects().stream()
            .map(EffectRecord::coordinate)
            .flatMap(ServeUnderLoadTest::visible)
            .collect(Collectors.toSet());
    Set<String> lost = new HashSet<>(acknowledged.keySet());
    lost.removeAll(stored);
    return lost;
  }

  private static Stream<String> visible(String atService) {
    return IntStream.range(0, TENANTS)
        .mapToObj(ServeUnderLoadTest::tenant)
        .flatMap(tenant -> SCOPING.toVisible(tenant, NumericCoordinates.parse(atService)).stream())
        .map(Coordinate::text);
  }

  private static TenantId tenant(int writer) {
    return new TenantId("tenant-" + writer % TENANTS);
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl());
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token());
    variables.put("SOMABRAIN_POSTGRES_DSN", database);
    variables.put("SOMABRAIN_GATEWAY_TOKEN", "a-token-for-this-test");
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "0.5");
    variables.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.2");
    return variables;
  }

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Test
  void theSandboxServesAndLeavesNothingBehind() throws Exception {
    List<ProcessHandle> children;
    try (ServeProcess serve = ServeProcess.start(temporary, Map.of(), "--sandbox")) {
      children = serve.children();
      assertThat(children).isNotEmpty();
      String token =
          TwoServices.awaitLine(serve, "Bearer ").replaceFirst(".*Bearer ([^']+)'.*", "$1");
      HttpRequest request =
          HttpRequest.newBuilder(at(serve.gatewayPort(), "/memories"))
              .header("Authorization", "Bearer " + token)
              .header("X-Soma-Tenant", "tenant-1")
              .POST(BodyPublishers.ofString("{\"coord\":\"1\",\"payload\":{}}"))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

      serve.terminate();

      assertThat(serve.awaitEnd()).isZero();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aSandboxSaysWhatIsWrongBeforeItStartsAnything() {
    Map<String, String> wrong = Map.of("SOMABRAIN_OUTBOX_BATCH_SIZE", "many");

    assertThatThrownBy(() -> ServeProcess.start(temporary, wrong, "--sandbox"))
        .hasMessageContaining("SOMABRAIN_OUTBOX_BATCH_SIZE=\"many\"")
        .hasMessageNotContaining("starting PostgreSQL");
  }
}
