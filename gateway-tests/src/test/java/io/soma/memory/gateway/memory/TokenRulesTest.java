package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.GatewayToken;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.GatewayRig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions: the token is checked first, then the tenant, then the rest. */
class TokenRulesTest {

  private static final String PLAIN = "plain-token-of-alpha-and-beta";
  private static final String HASHED = "hashed-token-of-gamma";
  private static final String FOR_ALL = "token-of-the-file-for-all";

  @TempDir private Path directory;
  private Path tokens;
  private GatewayRig rig;

  @BeforeEach
  void start() throws IOException {
    tokens =
        Files.writeString(
            directory.resolve("tokens"),
            "# name token tenants\n\n"
                + "shop   "
                + PLAIN
                + "   alpha,beta\n"
                + "lab\tsha256:"
                + GatewayToken.sha256(HASHED)
                + "\tgamma\n"
                + "ops "
                + FOR_ALL
                + " *\n");
    rig =
        new GatewayRig(
            "SOMABRAIN_GATEWAY_TOKEN", "", "SOMABRAIN_GATEWAY_TOKENS_FILE", tokens.toString());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aTokenActsForItsTenantsAlone() {
    assertThat(write("Bearer " + PLAIN, "alpha").statusCode()).isEqualTo(200);
    assertThat(write("bearer " + PLAIN, "beta").statusCode()).isEqualTo(200);
    assertThat(write("Bearer " + HASHED, "gamma").statusCode()).isEqualTo(200);
    assertThat(write("Bearer " + FOR_ALL, "delta").statusCode()).isEqualTo(200);

    HttpResponse<String> other = write("Bearer " + PLAIN, "gamma");
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).isEqualTo("{\"detail\":\"the token may not act for tenant gamma\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer",
        "Basic " + PLAIN,
        PLAIN,
        "Bearer x" + PLAIN,
        "Bearer  " + PLAIN
      })
  void aTokenThatIsNotKnownIs401(String authorization) {
    HttpResponse<String> answer = write(authorization, "alpha");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Unauthorized\"}");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void aTokenIsRotatedWithoutARestart() throws IOException {
    String fresh = "fresh-token-of-alpha";
    Files.writeString(tokens, "shop " + fresh + " alpha\n");

    while (write("Bearer " + fresh, "alpha").statusCode() != 200) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(write("Bearer " + PLAIN, "alpha").statusCode()).isEqualTo(401);
  }

  @Test
  void aHashIsNoToken() {
    assertThat(write("Bearer " + GatewayToken.sha256(HASHED), "gamma").statusCode()).isEqualTo(401);
    assertThat(write("Bearer sha256:" + GatewayToken.sha256(HASHED), "gamma").statusCode())
        .isEqualTo(401);
  }

  @Test
  void theTokenIsLookedAtBeforeAnythingElse() {
    HttpResponse<String> answer =
        rig.send(rig.anonymous("/memories").POST(BodyPublishers.ofString("{")));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void everyRouteOfTheServiceNeedsAToken() {
    for (HttpRequest.Builder request :
        new HttpRequest.Builder[] {
          rig.anonymous("/memories/1,2").GET(),
          rig.anonymous("/memories/1,2").DELETE(),
          rig.anonymous("/memories/search").POST(BodyPublishers.ofString("{}")),
          rig.anonymous("/graph/link").POST(BodyPublishers.ofString("{}"))
        }) {
      assertThat(rig.send(request.header("X-Soma-Tenant", "alpha")).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theTenantHeaderGoesBeforeTheNamespace() {
    assertThat(named("X-Soma-Namespace", "memory:alpha").statusCode()).isEqualTo(200);
    assertThat(named("X-Soma-Namespace", "memory:gamma").statusCode()).isEqualTo(403);
    assertThat(named("X-Soma-Namespace", "memory:alpha", "X-Soma-Tenant", "gamma").statusCode())
        .isEqualTo(403);
    assertThat(named("X-Soma-Tenant", "no tenant!").statusCode()).isEqualTo(400);
    assertThat(named("X-Soma-Namespace", "a\tb", "X-Soma-Tenant", "alpha").statusCode())
        .isEqualTo(400);

    HttpResponse<String> none = named("X-Other", "x");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("X-Soma-Tenant: is not set");
  }

  @ParameterizedTest
  @CsvSource({"public, alpha", "somabrain:acme:wm, alpha", "memory:gamma, beta"})
  void aNamespaceBesideATenantIsKeptWhole(String namespace, String tenant) {
    assertThat(named("X-Soma-Namespace", namespace, "X-Soma-Tenant", tenant).statusCode())
        .isEqualTo(200);

    ReadContext read = rig.service().reads().get(0);
    assertThat(read.namespace()).isEqualTo(new Namespace(namespace, new TenantId(tenant)));
  }

  @Test
  void aTokenOfOneTenantNeedsNoHeaderAndIsTheDefault() {
    assertThat(tenantOf(HASHED)).isEqualTo("gamma");
    assertThat(tenantOf(HASHED, "X-Soma-Tenant", "default")).isEqualTo("gamma");
    assertThat(
            tenantOf(HASHED, "X-Soma-Tenant", "default", "X-Soma-Namespace", "somabrain:acme:wm"))
        .isEqualTo("gamma");
    assertThat(tenantOf(FOR_ALL, "X-Soma-Tenant", "default")).isEqualTo("default");
    assertThat(named("X-Soma-Tenant", "default").statusCode()).isEqualTo(403);
  }

  private String tenantOf(String token, String... headers) {
    HttpRequest.Builder request =
        rig.anonymous("/memories/search")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("{\"query\":\"x\"}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    assertThat(rig.send(request).statusCode()).isEqualTo(200);
    var reads = rig.service().reads();
    return reads.get(reads.size() - 1).namespace().tenant().value();
  }

  @Test
  void aQueuedWriteIs200ForATokenThatWantsThat() throws IOException {
    Files.writeString(tokens, "shop " + PLAIN + " alpha queued=200\nlab " + HASHED + " alpha\n");
    rig.service().answerEverybody(GatewayRig.UNAVAILABLE);

    while (write("Bearer " + PLAIN, "alpha").statusCode() != 200) {
      LockSupport.parkNanos(1_000_000);
    }
    HttpResponse<String> queued = write("Bearer " + PLAIN, "alpha");
    assertThat(queued.statusCode()).isEqualTo(200);
    assertThat(queued.headers().firstValue("X-Soma-Outcome")).hasValue("queued");
    assertThat(queued.headers().firstValue("X-Soma-Event-Id")).isPresent();
    assertThat(write("Bearer " + HASHED, "alpha").statusCode()).isEqualTo(202);
  }

  private HttpResponse<String> write(String authorization, String tenant) {
    return rig.send(
        rig.anonymous("/memories")
            .header("Authorization", authorization)
            .header("X-Soma-Tenant", tenant)
            .POST(BodyPublishers.ofString("{\"coord\":\"1\",\"payload\":{}}")));
  }

  private HttpResponse<String> named(String... headers) {
    return rig.send(
        rig.anonymous("/memories/search")
            .headers(headers)
            .header("Authorization", "Bearer " + PLAIN)
            .POST(BodyPublishers.ofString("{\"query\":\"x\"}")));
  }
}
