package io.soma.memory.app.usecase.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReturnPaceTest {

  private final ReturnPace pace = new ReturnPace();
  private long now = Long.MAX_VALUE - 1;

  @Test
  void oneReturnsAtOnceAndTheOthersFollowAtTheirPace() {
    assertThat(returning(100)).isEqualTo(1);
    pass(Duration.ofMillis(19));
    assertThat(returning(100)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(returning(100)).isEqualTo(1);
  }

  @Test
  void placesThatPassedWhileTenantsWaitedAreTheirs() {
    returning(100);
    pass(Duration.ofSeconds(1));

    assertThat(returning(100)).isEqualTo(50);
  }

  @Test
  void placesOfIdleTimesAreGone() {
    returning(100);
    pass(Duration.ofHours(1));

    assertThat(returning(100)).isEqualTo(1);
  }

  @Test
  void aSingleTenantNeverWaits() {
    for (int i = 0; i < 10; i++) {
      assertThat(pace.mayReturn(now, 1)).isTrue();
      pass(Duration.ofMillis(20));
    }
  }

  @Test
  void howeverManyWaitTheyAreBackWithinHalfAMinute() {
    int returned = 0;
    for (int second = 0; second <= 30; second++) {
      returned += returning(100_000);
      pass(Duration.ofSeconds(1));
    }
    assertThat(returned).isGreaterThanOrEqualTo(100_000);
  }

  private int returning(int waiting) {
    int returned = 0;
    for (int i = 0; i < waiting && pace.mayReturn(now, waiting); i++) {
      returned++;
    }
    return returned;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
