package io.soma.memory.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class TenantTroublesTest {

  private static final TenantId TENANT = new TenantId("alpha");

  private final TenantTroubles troubles = new TenantTroubles(NOPLogger.NOP_LOGGER);

  @Test
  void aTroubleBeginsOnceUntilItIsOver() {
    assertThat(troubles.begin(TENANT)).isTrue();
    assertThat(troubles.begin(TENANT)).isFalse();

    troubles.over(TENANT, "it goes on");

    assertThat(troubles.begin(TENANT)).isTrue();
  }

  @Test
  void whatIsForgottenBeginsAnew() {
    troubles.begin(TENANT);

    troubles.forget(TENANT);

    assertThat(troubles.begin(TENANT)).isTrue();
  }

  @Test
  void oneTenantsTroubleIsNotAnothers() {
    troubles.begin(TENANT);

    assertThat(troubles.begin(new TenantId("beta"))).isTrue();
  }
}
