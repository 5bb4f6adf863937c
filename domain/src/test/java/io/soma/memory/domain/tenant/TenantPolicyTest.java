package io.soma.memory.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.write.WriteMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPolicyTest {

  @Test
  void unlessToldOtherwiseATenantWritesInSyncWithSixteenCallsInFlight() {
    assertThat(TenantPolicy.DEFAULT)
        .isEqualTo(new TenantPolicy(WriteMode.SYNC, BreakerPolicy.DEFAULT, 16));
  }

  @Test
  void whatATenantHasOfItsOwnLeavesTheRest() {
    BreakerPolicy breaker =
        BreakerPolicy.DEFAULT.withFailureThreshold(7).withResetInterval(Duration.ofSeconds(2));
    assertThat(breaker)
        .isEqualTo(
            new BreakerPolicy(7, Duration.ofSeconds(2), BreakerPolicy.DEFAULT.probeExpiry()));
    assertThat(
            TenantPolicy.DEFAULT
                .withWriteMode(WriteMode.STRICT)
                .withBreaker(breaker)
                .withMaxInFlight(2))
        .isEqualTo(new TenantPolicy(WriteMode.STRICT, breaker, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aTenantWithoutRoomForOneCallIsRefused(int maxInFlight) {
    assertThatThrownBy(() -> new TenantPolicy(WriteMode.SYNC, BreakerPolicy.DEFAULT, maxInFlight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxInFlight must be at least 1, but is " + maxInFlight);
  }
}
