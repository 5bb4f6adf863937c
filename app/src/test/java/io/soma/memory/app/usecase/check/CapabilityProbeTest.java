package io.soma.memory.app.usecase.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.call.ServiceCapabilities;
import org.junit.jupiter.api.Test;

class CapabilityProbeTest {

  private static Finding of(ServiceCapabilities capabilities) {
    return new CapabilityProbe(capabilities).look();
  }

  @Test
  void servicesThatStoreNothingTwiceAreAsTheyShouldBe() {
    assertThat(of(ServiceCapabilities.replacing()).level()).isEqualTo(Finding.Level.OK);
    assertThat(of(ServiceCapabilities.appending().withIdempotencyKeys()).said())
        .contains("idempotency key");
  }

  @Test
  void warnsOfDuplicatesThatNobodyCanRuleOut() {
    assertThat(of(ServiceCapabilities.appending()).level()).isEqualTo(Finding.Level.WARNING);
    assertThat(of(ServiceCapabilities.appending()).advice()).contains("duplicates");
    assertThat(of(ServiceCapabilities.appending().withReadBack()).said())
        .contains("is asked whether it has a write");
  }
}
