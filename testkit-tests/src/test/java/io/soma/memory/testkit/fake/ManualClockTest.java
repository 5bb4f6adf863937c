package io.soma.memory.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Test
  void standsStillUntilItIsAdvanced() {
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.nanos()).isZero();
  }

  @Test
  void bothHalvesAdvanceTogether() {
    clock.advance(Duration.ofMillis(1500));

    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(1500));
    assertThat(clock.nanos()).isEqualTo(1_500_000_000L);
  }

  @Test
  void neverGoesBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
  }
}
