package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "007, PT7S",
    "86400, PT24H",
    "86401, PT24H",
    "2147483648, PT24H",
    "99999999999, PT24H",
    "999999999999999999999999999999, PT24H",
    "'Mon, 23 Nov 2026 12:00:30 GMT', PT30S",
    "'Monday, 23-Nov-26 12:00:30 GMT', PT30S",
    "'Mon Nov 23 12:00:30 2026', PT30S",
    "'Mon, 23 Nov 2026 11:00:00 GMT', PT0S",
    "'Mon, 23 Nov 2099 12:00:00 GMT', PT24H",
  })
  void readsSecondsAndDates(String value, Duration wait) {
    assertThat(RetryAfter.parse(Headers.of("Retry-After", value), NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "1e3", "0x10", "PT5S", "Mon, 99 Nov"})
  void garbageIsAbsent(String value) {
    assertThat(RetryAfter.parse(Headers.of("Retry-After", value), NOW)).isNull();
  }

  @Test
  void absentIsAbsent() {
    assertThat(RetryAfter.parse(Headers.of(), NOW)).isNull();
    assertThat(RetryAfter.rewritten(Headers.of())).isNull();
  }
}
