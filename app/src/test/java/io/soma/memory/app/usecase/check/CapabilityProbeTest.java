package io.soma.memory.app.usecase.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.call.ServiceCapabilities;
import org.junit.jupiter.api.Test;

class CapabilityProbeTest {

  private static Finding of(boolean replaces, boolean honours, boolean readsBack) {
    return new CapabilityProbe(new ServiceCapabilities(replaces, honours, readsBack)).look();
  }

  @Test
  void servicesThatStoreNothingTwiceAreAsTheyShouldBe() {
    assertThat(of(true, false, false).level()).isEqualTo(Finding.Level.OK);
    assertThat(of(false, true, false).said()).contains("idempotency key");
  }

  @Test
  void warnsOfDuplicatesThatNobodyCanRuleOut() {
    assertThat(of(false, false, false).level()).isEqualTo(Finding.Level.WARNING);
    assertThat(of(false, false, false).advice()).contains("duplicates");
    assertThat(of(false, false, true).said()).contains("is asked whether it has a write");
  }
}
