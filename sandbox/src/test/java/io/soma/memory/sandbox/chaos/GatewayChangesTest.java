package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayChangesTest {

  private final GatewayChanges changes = new GatewayChanges();

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "NOTHING", "NOT_NOW"})
  void theOtherGatewayWaitsAfterWhatMayBeQueued(WriteOutcome outcome) {
    changes.answered("key", 0, outcome, 100);

    assertThat(changes.waitBefore("key", 1, 100)).isEqualTo(GatewayChanges.WAIT);
    assertThat(changes.waitBefore("key", 1, 150)).isEqualTo(GatewayChanges.WAIT.minusNanos(50));
    assertThat(changes.waitBefore("key", 1, 101 + GatewayChanges.WAIT.toNanos())).isZero();
  }

  @Test
  void waitsLongerThanTheRefreshInterval() {
    assertThat(GatewayChanges.WAIT).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void theSameGatewayAndOtherAddressesNeedNotWait() {
    changes.answered("key", 0, WriteOutcome.QUEUED, 100);

    assertThat(changes.waitBefore("key", 0, 100)).isZero();
    assertThat(changes.waitBefore("other", 1, 100)).isZero();
  }

  @Test
  void aStoredWriteLeavesNothingQueued() {
    changes.answered("key", 0, WriteOutcome.STORED, 100);

    assertThat(changes.waitBefore("key", 1, 100)).isZero();
  }
}
