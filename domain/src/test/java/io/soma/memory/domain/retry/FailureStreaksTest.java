package io.soma.memory.domain.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureStreaksTest {

  private final FailureStreaks<String> streaks = new FailureStreaks<>();

  @Test
  void onlyTheFirstFailureOfARowBeginsIt() {
    assertThat(streaks.begins("a")).isTrue();
    assertThat(streaks.begins("a")).isFalse();
    assertThat(streaks.begins("b")).isTrue();
  }

  @Test
  void aSuccessTellsHowManyFailuresCameBeforeIt() {
    assertThat(streaks.ended("a")).isZero();
    streaks.begins("a");
    streaks.begins("a");

    assertThat(streaks.ended("a")).isEqualTo(2);
    assertThat(streaks.ended("a")).isZero();
  }

  @Test
  void afterASuccessARowBeginsAnew() {
    streaks.begins("a");
    streaks.ended("a");

    assertThat(streaks.begins("a")).isTrue();
  }
}
