package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.TlsSettings;
import io.soma.memory.gateway.TestKey;
import io.soma.memory.supervision.Supervisor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  @TempDir private Path directory;

  @Test
  void aListenerWithAKeySpeaksTls() throws Exception {
    Path keystore = TestKey.in(directory);
    Routes routes =
        new Routes(
            List.of(
                new Route(
                    "GET",
                    "/",
                    call ->
                        CompletableFuture.completedFuture(
                            Reply.json(200, Map.of("secured", true))))));
    ListenerConfig config =
        new ListenerConfig(
            "tls",
            new ListenAddress("127.0.0.1", 0),
            "SOMABRAIN_GATEWAY_BIND",
            Optional.of(new TlsSettings(keystore, TestKey.PASSWORD)),
            Set.of(),
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));
    HttpClient client = HttpClient.newBuilder().sslContext(TestKey.trusting(keystore)).build();

    try (HttpListener listener = HttpListener.start(config, routes, Supervisor.create())) {
      URI uri = URI.create("https://127.0.0.1:" + listener.port() + "/");
      assertThat(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
          .isEqualTo("{\"secured\":true}");
    }
  }
}
