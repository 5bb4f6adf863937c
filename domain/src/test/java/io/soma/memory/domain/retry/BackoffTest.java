package io.soma.memory.domain.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    "1, 50, 100",
    "2, 100, 200",
    "3, 200, 400",
    "4, 400, 800",
    "5, 500, 1000",
    "6, 500, 1000",
    "64, 500, 1000",
    "2000, 500, 1000",
    "2147483647, 500, 1000"
  })
  void doublesWithEachAttemptUpToTheLongest(int attempt, long least, long most) {
    assertThat(BACKOFF.after(attempt, 0.0)).isEqualTo(Duration.ofMillis(least));
    assertThat(BACKOFF.after(attempt, 0.5)).isEqualTo(Duration.ofMillis((least + most) / 2));
    assertThat(BACKOFF.after(attempt, 1.0)).isEqualTo(Duration.ofMillis(most));
  }

  @Test
  void anyRandomNumberStaysInTheUpperHalf() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACKOFF.after(3, random.nextDouble()))
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT2S, PT1S"})
  void anEmptyRangeIsRefused(Duration base, Duration max) {
    assertThatThrownBy(() -> new Backoff(base, max))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a backoff needs 0 < base <= max, but has " + base + " and " + max);
  }

  @Test
  void takesABaseThatEqualsTheLongest() {
    Duration second = Duration.ofSeconds(1);

    assertThat(new Backoff(second, second).after(9, 1.0)).isEqualTo(second);
  }
}
