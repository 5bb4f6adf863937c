package io.soma.memory.domain.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerPolicyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void threeFailuresAMinuteAndHalfAMinuteUnlessToldOtherwise() {
    assertThat(BreakerPolicy.DEFAULT).isEqualTo(new BreakerPolicy(3, MINUTE, MINUTE.dividedBy(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 60",
    "2, 120",
    "3, 240",
    "4, 480",
    "5, 600",
    "6, 600",
    "64, 600",
    "2147483647, 600"
  })
  void theIntervalDoublesToAtMostTenTimes(int trips, long seconds) {
    Duration interval = Duration.ofSeconds(seconds);
    assertThat(BreakerPolicy.DEFAULT.openNanos(trips, 0)).isEqualTo(interval.toNanos());
    assertThat(BreakerPolicy.DEFAULT.openNanos(trips, -1)).isEqualTo(interval.toNanos() / 10 * 9);
    assertThat(BreakerPolicy.DEFAULT.openNanos(trips, 1)).isEqualTo(interval.toNanos() / 10 * 11);
  }

  @Test
  void jitterMovesTheIntervalByATenthAtMostEitherWay() {
    Random random = new Random(11);
    long minute = MINUTE.toNanos();
    for (int i = 0; i < 1_000; i++) {
      assertThat(BreakerPolicy.DEFAULT.openNanos(1, random.nextDouble() * 2 - 1))
          .isBetween(minute - minute / 10, minute + minute / 10);
    }
  }

  @Test
  void theLongestIntervalStaysFarFromTheEndOfTheClock() {
    BreakerPolicy longest = new BreakerPolicy(1, Duration.ofDays(365), Duration.ofDays(365));
    assertThat(longest.openNanos(9, 1)).isPositive().isLessThan(Long.MAX_VALUE / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aThresholdBelowOneIsRefused(int threshold) {
    assertThatThrownBy(() -> new BreakerPolicy(threshold, MINUTE, MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("failureThreshold must be at least 1, but is " + threshold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT8760H0.000000001S", "PT2562047788015215H"})
  void durationsOutsideOfTheirRangeAreRefused(Duration duration) {
    String allowed = " must be over zero and at most PT8760H, but is " + duration;
    assertThatThrownBy(() -> new BreakerPolicy(1, duration, MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resetInterval" + allowed);
    assertThatThrownBy(() -> new BreakerPolicy(1, MINUTE, duration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probeExpiry" + allowed);
  }
}
