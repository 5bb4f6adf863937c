package io.soma.memory.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.RefusedRequestException;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final TenantId ALPHA = new TenantId("alpha");
  private static final TenantId BETA = new TenantId("beta");

  private final Admission admission = new Admission(2, 100, 150);

  @Test
  void aTenantHasItsShareOfCallsAndNoMore() {
    admission.enter(ALPHA, 0);
    Runnable leave = admission.enter(ALPHA, 0);

    assertThat(refusal(ALPHA, 0)).isEqualTo(429);
    admission.enter(BETA, 0);

    leave.run();
    leave.run();
    admission.enter(ALPHA, 0);
    assertThat(refusal(ALPHA, 0)).isEqualTo(429);
  }

  @Test
  void aTenantHasItsShareOfBytesAndNoMore() {
    Runnable leave = admission.enter(ALPHA, 90);

    assertThat(refusal(ALPHA, 20)).isEqualTo(429);
    admission.enter(ALPHA, 10);

    leave.run();
    admission.enter(ALPHA, 80);
  }

  @Test
  void aBodyLargerThanTheShareIsTakenAlone() {
    admission.enter(ALPHA, 120);

    assertThat(refusal(ALPHA, 1)).isEqualTo(429);
  }

  @Test
  void whereThereIsNoRoomForAnybodyItIsNotTheTenantsFault() {
    admission.enter(ALPHA, 90);
    Runnable leave = admission.enter(BETA, 60);

    assertThat(refusal(new TenantId("gamma"), 1)).isEqualTo(503);

    leave.run();
    admission.enter(new TenantId("gamma"), 60);
  }

  private int refusal(TenantId tenant, int bytes) {
    return catchThrowableOfType(RefusedRequestException.class, () -> admission.enter(tenant, bytes))
        .reply()
        .status();
  }
}
