package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.config.GatewaySettings;
import io.soma.memory.app.config.GatewayTokens;
import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.TlsSettings;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.HttpListener;
import io.soma.memory.gateway.server.ListenerConfig;
import io.soma.memory.gateway.server.Routes;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Supervisor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A write is abandoned when its caller has left, since nothing can receive the receipt. */
@Timeout(60)
class CallerGoneTest {

  private static final String STORE =
      request("POST /memories", "{\"coord\":\"1,2,3\",\"payload\":{}}");
  private static final String LINK =
      request("POST /graph/link", "{\"from_coord\":\"1,2,3\",\"to_coord\":\"4,5,6\"}");
  private static final String DELETE = request("DELETE /memories/1,2,3", "");

  private static final WriteReceipt STORED =
      new WriteReceipt.Stored(
          NumericCoordinates.parse("1,2,3"), new IdempotencyKey(UUID.randomUUID()));

  private final HangingClient client = new HangingClient();
  private final HttpListener listener = listen(client);

  @AfterEach
  void close() {
    client.cancelAll();
    listener.close();
  }

  @Test
  void givesUpAStoreWhoseCallerClosed() throws Exception {
    assertGivenUp(STORE, Socket::close);
  }

  @Test
  void givesUpADeleteWhoseCallerClosed() throws Exception {
    assertGivenUp(DELETE, Socket::close);
  }

  @Test
  void givesUpALinkWhoseCallerClosed() throws Exception {
    assertGivenUp(LINK, Socket::close);
  }

  @Test
  void givesUpAStoreWhoseCallerClosedItsSendingSide() throws Exception {
    assertGivenUp(STORE, Socket::shutdownOutput);
  }

  @Test
  void keepsAWriteWhoseCallerWaitsAndTheConnectionAfterIt() throws Exception {
    try (Socket caller = connect();
        Socket other = connect()) {
      send(caller, STORE);
      CompletableFuture<WriteReceipt> kept = client.next();
      send(other, STORE);
      CompletableFuture<WriteReceipt> left = client.next();
      other.close();
      // Later than the looks at the first, which began earlier.
      assertThatThrownBy(() -> left.get(30, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);

      assertThat(kept).isNotDone();
      kept.complete(STORED);
      assertThat(answerOf(caller)).startsWith("HTTP/1.1 200").contains("1,2,3");
      send(caller, STORE);
      client.next().complete(STORED);
      assertThat(answerOf(caller)).startsWith("HTTP/1.1 200");
    }
  }

  private void assertGivenUp(String request, Leaving leaving) throws Exception {
    try (Socket caller = connect()) {
      send(caller, request);
      CompletableFuture<WriteReceipt> write = client.next();
      leaving.leave(caller);

      assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String answerOf(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
      answer.append((char) c);
      if (c == '}') {
        return answer.toString();
      }
    }
    return answer.toString();
  }

  private static String request(String line, String body) {
    return "%s HTTP/1.1\r\nHost: localhost\r\nX-Soma-Tenant: alpha\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(line, body.length(), body);
  }

  private static HttpListener listen(HangingClient client) {
    ListenAddress address = new ListenAddress("127.0.0.1", 0);
    GatewaySettings settings =
        new GatewaySettings(
            address,
            new GatewayTokens(List.of(), Optional.empty()),
            List.of(),
            Optional.empty(),
            Set.of(),
            100,
            100,
            100,
            Duration.ofSeconds(60));
    ListenerConfig config =
        new ListenerConfig(
            "gateway",
            address,
            "SOMABRAIN_GATEWAY_BIND",
            Optional.<TlsSettings>empty(),
            Set.of(),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1));
    MemoryRoutes routes =
        new MemoryRoutes(
            client,
            new Tokens(List.of()),
            new RefusedGuesses(MonotonicClock.SYSTEM, () -> {}, (pause, task) -> task.run()),
            new NewTenants(MonotonicClock.SYSTEM, 100, () -> {}),
            settings,
            1 << 20);
    return HttpListener.start(config, new Routes(routes.routes()), Supervisor.create());
  }

  private interface Leaving {
    void leave(Socket socket) throws IOException;
  }
}
