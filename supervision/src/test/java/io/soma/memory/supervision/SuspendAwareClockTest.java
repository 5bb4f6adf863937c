package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspendAwareClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private long nanos = Long.MAX_VALUE - 5;
  private long millis = 1_700_000_000_000L;
  private Duration stopAfterTheWallClock = Duration.ZERO;
  private SuspendAwareClock clock = clock();
  private long begin;

  @BeforeEach
  void begin() {
    clock = clock();
    begin = clock.nanos();
  }

  @Test
  void bothClocksTogetherAreOneTime() {
    for (int i = 0; i < 10_000; i++) {
      run(Duration.ofMillis(7));
      assertThat(elapsed()).isEqualTo(Duration.ofMillis(7L * (i + 1)));
    }
  }

  @Test
  void timeOfASuspendedMachineCounts() {
    run(Duration.ofMillis(10));
    millis += HOUR.toMillis();

    assertThat(elapsed()).isEqualTo(HOUR.plusMillis(10));
    run(Duration.ofSeconds(5));
    assertThat(elapsed()).isEqualTo(HOUR.plusMillis(5_010));
  }

  @Test
  void eachSuspensionCountsOnce() {
    for (int i = 1; i <= 3; i++) {
      millis += HOUR.toMillis();
      assertThat(elapsed()).isEqualTo(HOUR.multipliedBy(i));
      assertThat(elapsed()).isEqualTo(HOUR.multipliedBy(i));
    }
  }

  @Test
  void aWallClockThatIsSetBackChangesNothing() {
    run(Duration.ofSeconds(3));
    millis -= HOUR.toMillis();
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(3));

    run(Duration.ofMillis(500));
    assertThat(elapsed()).isEqualTo(Duration.ofMillis(3_500));
    millis += Duration.ofSeconds(30).toMillis();
    assertThat(elapsed()).isEqualTo(Duration.ofMillis(33_500));
  }

  @Test
  void clocksOfDifferentPaceDoNotAddUp() {
    for (int i = 0; i < 10_000; i++) {
      run(Duration.ofMillis(900));
      millis += 9;
      clock.nanos();
    }

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(9_000));
  }

  @Test
  void aProcessThatStandsStillBetweenTwoReadingsCountsItOnce() {
    for (Duration stop : new Duration[] {Duration.ofMillis(500), Duration.ofSeconds(90)}) {
      long before = clock.nanos();
      stopAfterTheWallClock = stop;
      clock.nanos();
      run(Duration.ofMillis(1));

      assertThat(Duration.ofNanos(clock.nanos() - before)).isEqualTo(stop.plusMillis(1));
      run(Duration.ofSeconds(2));
      assertThat(Duration.ofNanos(clock.nanos() - before)).isEqualTo(stop.plusMillis(2_001));
    }
  }

  private SuspendAwareClock clock() {
    return new SuspendAwareClock(() -> nanos, this::wallMillis);
  }

  // The process stands still once, when it has read the wall clock.
  private long wallMillis() {
    long read = millis;
    run(stopAfterTheWallClock);
    stopAfterTheWallClock = Duration.ZERO;
    return read;
  }

  private void run(Duration duration) {
    nanos += duration.toNanos();
    millis += duration.toMillis();
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.nanos() - begin);
  }
}
