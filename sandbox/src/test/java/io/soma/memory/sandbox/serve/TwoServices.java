package io.soma.memory.sandbox.serve;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.sandbox.servers.SandboxMemoryService;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Two whole services in processes of their own, on one database and one memory service. */
final class TwoServices implements AutoCloseable {

  /** As the services have it by default, before a memory service that mixes tenants. */
  private static final CoordinateScoping SCOPING = new CoordinateScoping(new Tenancy.Shared(null));

  private static final String TOKEN = "a-token-for-this-test";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  final ScriptableMemoryService memory = SandboxMemoryService.start();
  private final String database = EmbeddedPostgresServer.shared().createDatabase();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final ServeProcess first;
  final ServeProcess second;

  private TwoServices(Path temporary, Map<String, String> further) throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl());
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token());
    variables.put("SOMABRAIN_POSTGRES_DSN", database);
    variables.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "0.5");
    variables.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.2");
    variables.putAll(further);
    first = ServeProcess.launch(temporary, variables);
    second = ServeProcess.launch(temporary, variables);
    first.awaitStart();
    second.awaitStart();
  }

  static TwoServices start(Path temporary, Map<String, String> further) throws Exception {
    return new TwoServices(temporary, further);
  }

  /** Writes through one of them; {@code stored}, {@code queued}, or nothing acknowledged. */
  String write(ServeProcess service, String tenant, String coordinate, String text)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + service.gatewayPort() + "/memories");
    String body = "{\"coord\":\"%s\",\"payload\":{\"text\":\"%s\"}}".formatted(coordinate, text);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + TOKEN)
            .header("X-Soma-Tenant", tenant)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return answer.headers().firstValue("X-Soma-Outcome").orElse("status " + answer.statusCode());
  }

  /** Whether one of them has a tenant's circuit open, by its metrics. */
  boolean isOpen(ServeProcess service, String tenant) throws IOException, InterruptedException {
    return metrics(service).contains("memory_circuit_open{tenant=\"" + tenant + "\"} 1");
  }

  /** A counter of one of them, as Prometheus reads it. */
  String metrics(ServeProcess service) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + service.opsPort() + "/metrics");
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** The coordinates of a tenant's writes that took effect, in order. */
  List<String> effects(String tenant) {
    TenantId id = new TenantId(tenant);
    return memory.effects().stream()
        .map(EffectRecord::coordinate)
        .flatMap(found -> SCOPING.toVisible(id, NumericCoordinates.parse(found)).stream())
        .map(Coordinate::text)
        .toList();
  }

  /** The memory service's data of a tenant. */
  Optional<MemoryRecord> memory(String tenant, String coordinate) {
    Coordinate there =
        SCOPING.toService(new TenantId(tenant), NumericCoordinates.parse(coordinate));
    return memory.memory(ScriptableMemoryService.PINNED_TENANT, there.text());
  }

  /** Which of the two holds a tenant, by its lease, which begins with its process id. */
  ServeProcess holderOf(String tenant) throws SQLException {
    String holder =
        text(
            "SELECT holder FROM tenant_leases WHERE expires_at > clock_timestamp()"
                + " AND tenant_id = '"
                + tenant
                + "'");
    return holder.startsWith(first.pid() + "-") ? first : second;
  }

  ServeProcess otherThan(ServeProcess one) {
    return one == first ? second : first;
  }

  /** As if the leases of one of them had run out by the database's clock. */
  void letLeasesEnd(ServeProcess holder) throws SQLException {
    execute(
        "UPDATE tenant_leases SET expires_at = clock_timestamp() WHERE holder LIKE '"
            + holder.pid()
            + "-%'");
  }

  /** How many events the memory service has not confirmed, failed ones included. */
  long unconfirmed() throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM outbox_events WHERE confirmed_at IS NULL"));
  }

  /** How many rows a condition holds for. */
  long events(String condition) throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM outbox_events WHERE " + condition));
  }

  /** Looks again and again until it is so. */
  static void await(String what, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** The first line of a service with this in it, once there is one. */
  static String awaitLine(ServeProcess service, String part) throws Exception {
    await("it says " + part, () -> service.line(part).isPresent());
    return service.line(part).orElseThrow();
  }

  @Override
  public void close() {
    try (memory) {
      first.close();
      second.close();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
