package io.soma.memory.gateway.serve;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.LogLines;
import io.soma.memory.gateway.server.ListenFailedException;
import io.soma.memory.testkit.fake.Hang;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whatIsUnderWayAtTheEndIsAnswered() throws Exception {
    GatewayRig rig = new GatewayRig();
    Hang hang = rig.service().hang(TENANT);
    Future<HttpResponse<String>> late =
        threads.submit(() -> rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}"));
    hang.awaitCalls(1);

    Future<?> closing = threads.submit(rig::close);
    while (rig.ops("/readyz").statusCode() == 200) {
      LockSupport.parkNanos(1_000_000);
    }
    // Longer than connections without a request are kept at the end.
    assertThat(new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS)).isFalse();
    hang.release();

    assertThat(late.get().statusCode()).isEqualTo(200);
    closing.get();
    assertThat(rig.service().effects(TENANT)).hasSize(1);
  }

  @Test
  void startsWithTheValidLinesOfTheTokensFile(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("tokens"),
            "good a-token-of-a-good-line *\nbad a-token-of-a-wrong-line\n");
    try (LogLines log = new LogLines();
        GatewayRig rig =
            new GatewayRig(
                "SOMABRAIN_GATEWAY_TOKEN", "", "SOMABRAIN_GATEWAY_TOKENS_FILE", file.toString())) {
      assertThat(status(rig, "a-token-of-a-good-line")).isEqualTo(404);
      assertThat(status(rig, "a-token-of-a-wrong-line")).isEqualTo(401);
      log.await("the file of tokens is wrong", "1 tokens hold", "line 2: is not of the form");
    }
  }

  private static int status(GatewayRig rig, String token) throws Exception {
    return rig.send(
            rig.anonymous("/memories/1,2,3")
                .header("Authorization", "Bearer " + token)
                .header("X-Soma-Tenant", TENANT.value()))
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOMABRAIN_GATEWAY_BIND", "SOMABRAIN_OPS_BIND", "SOMABRAIN_ADMIN_BIND"})
  void aPortThatIsTakenIsNamedAndTheVariableToChange(String variable) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      assertThatThrownBy(
              () ->
                  new GatewayRig(
                      variable, address, "SOMABRAIN_OUTBOX_API_TOKEN", "a-token-of-operators"))
          .isInstanceOf(ListenFailedException.class)
          .hasMessageContaining(address)
          .hasMessageContaining("in use")
          .hasMessageContaining(variable);
    }
  }

  @Test
  void aPortThatIsTakenEndsTheStartBeforeTheEngine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment =
          Map.of(
              "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1",
              "SOMABRAIN_MEMORY_HTTP_TOKEN", "canary-service-token",
              "SOMABRAIN_POSTGRES_DSN", "postgresql://nobody:canary@127.0.0.1:1/x",
              "SOMABRAIN_GATEWAY_TOKEN", GatewayRig.TOKEN,
              "SOMABRAIN_GATEWAY_BIND", "127.0.0.1:" + taken.getLocalPort(),
              "SOMABRAIN_OPS_BIND", "127.0.0.1:0",
              // The engine would not start with it.
              "SOMABRAIN_OUTBOX_TRANSPORT", "nosuch");

      assertThatThrownBy(() -> new ServeRun().start(environment))
          .isInstanceOf(ListenFailedException.class)
          .hasMessageContaining("SOMABRAIN_GATEWAY_BIND");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    assertThatThrownBy(
            () ->
                new GatewayRig(
                    "SOMABRAIN_GATEWAY_BIND",
                    "nobody.invalid:1",
                    "SOMABRAIN_SERVE_ALLOW_PLAINTEXT",
                    "1"))
        .isInstanceOf(ListenFailedException.class)
        .hasMessageContaining("nobody.invalid:1: this machine knows no such host")
        .hasMessageContaining("SOMABRAIN_GATEWAY_BIND");
  }
}
