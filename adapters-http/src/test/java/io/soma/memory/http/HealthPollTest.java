package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soma.memory.domain.read.ServiceHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health as services really answer it: bodies and statuses are those of the real one. */
class HealthPollTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final Canned UNHEALTHY =
      new Canned(503, "{\"detail\": \"System backend is unhealthy\"}");
  private static final Canned ALL_UP = stores(true, true);
  private static final Canned NO_VECTORS = stores(true, false);
  private static final Canned DATABASE_DOWN =
      new Canned(200, "{\"kv_store\": false, \"vector_store\": false, \"graph_store\": false}");

  private final Map<String, Canned> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server = start();
  private final RetrofitMemoryService client =
      RetrofitMemoryService.create(
          HttpConfig.of("http://127.0.0.1:" + server.getAddress().getPort(), "canned-token"));

  @AfterEach
  void closeBothEnds() {
    client.close();
    server.stop(0);
  }

  @Test
  void aServiceWithoutAVectorStoreAcceptsWrites() {
    answers.putAll(
        Map.of("/healthz", UNHEALTHY, "/readyz", NO_VECTORS, "/health/basic", NO_VECTORS));

    assertThat(client.health(AMPLE))
        .isEqualTo(new ServiceHealth(true, "kv_store=true, vector_store=false, graph_store=true"));
  }

  @Test
  void aServiceThatIsAllUpAcceptsWrites() {
    answers.putAll(Map.of("/healthz", ALL_UP, "/readyz", ALL_UP, "/health/basic", ALL_UP));

    assertThat(client.health(AMPLE).acceptsWrites()).isTrue();
    assertThat(asked).containsExactly("/readyz");
  }

  @Test
  void aServiceWhoseDatabaseIsDownAcceptsNoWrites() {
    answers.putAll(
        Map.of("/healthz", UNHEALTHY, "/readyz", DATABASE_DOWN, "/health/basic", DATABASE_DOWN));

    assertThat(client.health(AMPLE).isDown()).isTrue();
  }

  @Test
  void theBasicHealthTellsWhereNothingIsSaidOfReadiness() {
    answers.putAll(Map.of("/healthz", UNHEALTHY, "/health/basic", NO_VECTORS));

    assertThat(client.health(AMPLE).acceptsWrites()).isTrue();
  }

  @Test
  void theLivenessTellsWhereItAloneNamesTheStores() {
    answers.put("/healthz", new Canned(503, NO_VECTORS.body()));

    assertThat(client.health(AMPLE).acceptsWrites()).isTrue();
  }

  @Test
  void aServiceThatSaysNothingOfItsStoresIsUnknown() {
    answers.put("/healthz", UNHEALTHY);

    ServiceHealth health = client.health(AMPLE);

    assertThat(health.state()).isEqualTo(ServiceHealth.State.UNKNOWN);
    assertThat(health.detail())
        .isEqualTo(
            "/readyz answers 404, /health/basic answers 404, /healthz answers 503"
                + " without a word about kv_store");
  }

  @Test
  void aWordThatIsNoTruthValueSaysNothing() {
    answers.put("/readyz", new Canned(200, "{\"kv_store\": \"true\"}"));
    answers.put("/health/basic", new Canned(200, "{\"status\": \"ok\"}"));

    assertThat(client.health(AMPLE).isKnown()).isFalse();
  }

  /** A proxy that answers for a memory service that is no longer there. */
  @Test
  void aServiceThatIsNotReadyIsDown() {
    for (String route : List.of("/readyz", "/health/basic", "/healthz")) {
      answers.put(route, new Canned(502, "<html>Bad Gateway</html>"));
    }

    assertThat(client.health(AMPLE).isDown()).isTrue();
  }

  @Test
  void aServiceThatCannotBeReachedIsDown() {
    server.stop(0);

    assertThat(client.health(AMPLE).isDown()).isTrue();
  }

  @Test
  void theRouteThatToldLastIsAskedFirst() {
    answers.put("/healthz", ALL_UP);
    client.health(AMPLE);
    asked.clear();

    client.health(AMPLE);
    assertThat(asked).containsExactly("/healthz");

    answers.clear();
    answers.put("/readyz", ALL_UP);
    assertThat(client.health(AMPLE).acceptsWrites()).isTrue();
  }

  @Test
  void noRouteIsGivenTheToken() {
    client.health(AMPLE);

    assertThat(asked).containsExactly("/readyz", "/health/basic", "/healthz");
  }

  private record Canned(int status, String body) {}

  private static Canned stores(boolean kv, boolean vector) {
    return new Canned(
        200, "{\"kv_store\": " + kv + ", \"vector_store\": " + vector + ", \"graph_store\": true}");
  }

  private HttpServer start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean withToken = exchange.getRequestHeaders().containsKey("Authorization");
    asked.add(withToken ? path + " with a token" : path);
    Canned canned = answers.getOrDefault(path, new Canned(404, "<html>Not Found</html>"));
    byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(canned.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
