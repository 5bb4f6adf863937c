package io.soma.memory.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.ListenAddress;
import io.soma.memory.app.config.TlsSettings;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "keystore-password";

  @TempDir private Path directory;

  @Test
  void aListenerWithAKeySpeaksTls() throws Exception {
    Path keystore = keystore();
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
            Optional.of(new TlsSettings(keystore, PASSWORD)),
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(keystore)).build();

    try (HttpListener listener = HttpListener.start(config, routes)) {
      URI uri = URI.create("https://127.0.0.1:" + listener.port() + "/");
      assertThat(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
          .isEqualTo("{\"secured\":true}");
    }
  }

  private Path keystore() throws Exception {
    Path keystore = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=gateway",
                "-ext",
                "SAN=ip:127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return keystore;
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      own.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", own.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
