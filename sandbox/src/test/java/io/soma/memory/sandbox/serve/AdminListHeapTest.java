package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists of many large events, asked for from a service with a heap of 256 MiB, which all of them
 * together would not fit into.
 */
class AdminListHeapTest {

  private static final String TOKEN = "a-token-for-this-test";

  // Small ones come first in a list, so that it would grow bold by the time it meets the large.
  private static final int SMALL = 256;
  private static final int LARGE = 230;
  private static final String ENLARGE =
      "UPDATE outbox_events SET payload = jsonb_set(payload, '{payload,text}',"
          + " to_jsonb(repeat('x', 1000000))) WHERE id IN"
          + " (SELECT id FROM outbox_events ORDER BY id LIMIT "
          + LARGE
          + ")";

  @TempDir private Path directory;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aListOfLargeEventsDoesNotStopTheGateway() throws Exception {
    String dsn = EmbeddedPostgresServer.shared().createDatabase();
    try (ServeProcess serve = ServeProcess.start(directory, variables(dsn))) {
      for (int i = 0; i < SMALL + LARGE; i++) {
        assertThat(write(serve, i).statusCode()).isEqualTo(202);
      }
      try (Connection connection = DriverManager.getConnection(dsn);
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(ENLARGE)).isEqualTo(LARGE);
      }

      List<CompletableFuture<HttpResponse<String>>> lists =
          Stream.generate(() -> list(serve)).limit(4).toList();
      for (CompletableFuture<HttpResponse<String>> each : lists) {
        HttpResponse<String> list = each.join();
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body().length()).isBetween(1_000_000, 17_000_000);
        assertThat(list.body()).contains("\"truncated\":true");
      }

      assertThat(write(serve, 0).statusCode()).isEqualTo(202);
      assertThat(serve.line("OutOfMemoryError")).isEmpty();
    }
  }

  private static Map<String, String> variables(String dsn) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    variables.put("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    variables.put("SOMABRAIN_POSTGRES_DSN", dsn);
    variables.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    variables.put("SOMABRAIN_OUTBOX_API_TOKEN", TOKEN);
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_ADMIN_BIND", "127.0.0.1:0");
    return variables;
  }

  private HttpResponse<String> write(ServeProcess serve, int number) throws Exception {
    String body = "{\"key\":\"%d\",\"payload\":{\"text\":\"small\"}}".formatted(number);
    return http.send(
        HttpRequest.newBuilder(URI.create(url(serve.gatewayPort()) + "/memories"))
            .header("Authorization", "Bearer " + TOKEN)
            .header("X-Soma-Tenant", "tenant-1")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> list(ServeProcess serve) {
    return http.sendAsync(
        HttpRequest.newBuilder(
                URI.create(url(serve.adminPort()) + "/admin/outbox?status=all&limit=500"))
            .header("Authorization", "Bearer " + TOKEN)
            .build(),
        BodyHandlers.ofString());
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }
}
