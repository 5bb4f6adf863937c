package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.TestKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The operations port and the admin API with TLS of their own, and commands that ask them. */
class AdminTlsTest {

  private static final String TOKEN = "canary-admin-token";

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void operationsAndAdminSpeakTheirOwnTls() throws Exception {
    Path keystore = TestKey.in(directory);
    String token = Files.writeString(directory.resolve("token"), TOKEN + "\n").toString();
    HttpClient client = HttpClient.newBuilder().sslContext(TestKey.trusting(keystore)).build();

    try (GatewayRig rig =
        new GatewayRig(
            "SOMABRAIN_OPS_TLS_KEYSTORE",
            keystore.toString(),
            "SOMABRAIN_OPS_TLS_PASSWORD",
            TestKey.PASSWORD,
            "SOMABRAIN_ADMIN_BIND",
            "127.0.0.1:0",
            "SOMABRAIN_OUTBOX_API_TOKEN",
            TOKEN)) {
      HttpResponse<String> metrics =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://127.0.0.1:" + rig.serve().opsPort() + "/metrics"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).contains("memory_gateway_refused_tokens_total");

      String url = "https://127.0.0.1:" + rig.serve().adminPort();
      String trust = TestKey.pemOf(keystore).toString();
      assertThat(list("--url", url, "--token-file", token, "--trust", trust)).isZero();
      assertThat(list("--url", url, "--token-file", token)).isEqualTo(2);
      assertThat(err.toString()).contains("is not trusted", "SOMABRAIN_ADMIN_TRUST");
      String plain = "https://127.0.0.1:" + rig.port();
      assertThat(list("--url", plain, "--token-file", token)).isEqualTo(2);
      assertThat(err.toString()).contains("speaks http, not https");
      assertThat(list("--url", url, "--token-file", token, "--trust", token)).isEqualTo(2);
      assertThat(err.toString()).contains("--trust: the file " + token).doesNotContain(TOKEN);
    }
  }

  private int list(String... arguments) {
    err.getBuffer().setLength(0);
    String[] line = new String[arguments.length + 1];
    line[0] = "list";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return new CommandLine(new OutboxCommand())
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(line);
  }
}
