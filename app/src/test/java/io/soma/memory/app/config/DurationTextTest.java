package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "1.5, 1.5",
    "0, 0",
    "5s, 5",
    "5 s, 5",
    "5S, 5",
    "500ms, 0.5",
    "1.5m, 90",
    "2h, 7200",
    "1d, 86400"
  })
  void readsSecondsAndUnits(String text, BigDecimal seconds) {
    assertThat(DurationText.seconds(text, BigDecimal.ONE)).isEqualByComparingTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"24, 86400", "24h, 86400", "30m, 1800", "7d, 604800"})
  void readsANumberAloneInTheUnitOfTheSetting(String text, BigDecimal seconds) {
    assertThat(DurationText.seconds(text, BigDecimal.valueOf(3600))).isEqualByComparingTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "5x", "5 seconds", "1.2.3s", "five", "5s5", "PT5S"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> DurationText.seconds(text, BigDecimal.ONE))
        .isInstanceOf(NumberFormatException.class);
  }
}
