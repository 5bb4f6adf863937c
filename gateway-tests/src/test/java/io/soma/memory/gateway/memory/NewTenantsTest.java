package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.LogLines;
import io.soma.memory.gateway.server.RefusedRequestException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NewTenantsTest {

  private static final TokenGrant FOR_ALL = new TokenGrant("agents", "", Set.of());
  private static final TokenGrant OTHER = new TokenGrant("other", "", Set.of());

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();
  private final NewTenants tenants = new NewTenants(nanos::get, 4, refused::incrementAndGet);

  @Test
  void refusesOneNewTenantTooManyAndNoKnownOne() {
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < 4; i++) {
        assertThat(retryAfter(FOR_ALL, "t" + i)).isZero();
      }

      assertThat(retryAfter(FOR_ALL, "t4")).isEqualTo(900);
      assertThat(retryAfter(FOR_ALL, "t5")).isEqualTo(900);
      assertThat(retryAfter(FOR_ALL, "t0")).isZero();
      assertThat(refused).hasValue(2);
      assertThat(log.seen())
          .singleElement()
          .asString()
          .contains("agents", "SOMABRAIN_GATEWAY_NEW_TENANTS");
    }
  }

  @Test
  void letsNewOnesInAsTimePasses() {
    for (int i = 0; i < 4; i++) {
      assertThat(retryAfter(FOR_ALL, "t" + i)).isZero();
    }
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    assertThat(retryAfter(FOR_ALL, "t4")).isEqualTo(300);
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(retryAfter(FOR_ALL, "t4")).isZero();
    assertThat(retryAfter(FOR_ALL, "t5")).isEqualTo(900);

    nanos.addAndGet(Duration.ofDays(2).toNanos());
    for (int i = 10; i < 14; i++) {
      assertThat(retryAfter(FOR_ALL, "t" + i)).isZero();
    }
    assertThat(retryAfter(FOR_ALL, "t14")).isEqualTo(900);
  }

  @Test
  void oneTokenTakesNothingFromAnother() {
    for (int i = 0; i < 5; i++) {
      retryAfter(FOR_ALL, "t" + i);
    }
    assertThat(retryAfter(OTHER, "x")).isZero();
    assertThat(retryAfter(FOR_ALL, "x")).isZero();
  }

  @Test
  void aTokenThatNamesItsTenantsIsNotBounded() {
    TenantId[] named = new TenantId[9];
    for (int i = 0; i < named.length; i++) {
      named[i] = new TenantId("n" + i);
    }
    TokenGrant bound = new TokenGrant("bound", "", Set.of(named));

    for (int i = 0; i < named.length; i++) {
      assertThat(retryAfter(bound, "n" + i)).isZero();
    }
    assertThat(retryAfter(FOR_ALL, "n8")).isZero();
  }

  @Test
  void aGatewayAnswers429WithRetryAfterAndCountsIt() {
    try (GatewayRig rig = new GatewayRig("SOMABRAIN_GATEWAY_NEW_TENANTS", "2")) {
      assertThat(read(rig, "one").statusCode()).isEqualTo(404);
      assertThat(read(rig, "wrong/name").statusCode()).isEqualTo(400);
      assertThat(read(rig, "two").statusCode()).isEqualTo(404);

      HttpResponse<String> third = read(rig, "three");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After").orElseThrow()).matches("1[78]\\d\\d");
      assertThat(third.body()).contains("as many new tenants as it may in an hour");
      assertThat(read(rig, "one").statusCode()).isEqualTo(404);
      assertThat(rig.ops("/metrics").body()).contains("memory_gateway_refused_tenants_total 1.0");
    }
  }

  private static HttpResponse<String> read(GatewayRig rig, String tenant) {
    return rig.send(
        rig.anonymous("/memories/0.1,0.2,0.3")
            .header("Authorization", "Bearer " + GatewayRig.TOKEN)
            .header("X-Soma-Tenant", tenant)
            .GET());
  }

  private int retryAfter(TokenGrant grant, String tenant) {
    RefusedRequestException refusal =
        catchThrowableOfType(
            RefusedRequestException.class, () -> tenants.admit(grant, new TenantId(tenant)));
    if (refusal == null) {
      return 0;
    }
    assertThat(refusal.reply().status()).isEqualTo(429);
    return Integer.parseInt(refusal.reply().headers().get("Retry-After"));
  }
}
