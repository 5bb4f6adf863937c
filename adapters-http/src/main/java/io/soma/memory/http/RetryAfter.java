package io.soma.memory.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long a service asks us to wait. */
final class RetryAfter {

  static final String HEADER = "Retry-After";

  /** The longest wait; a longer one is cut to this. */
  static final Duration LONGEST = Duration.ofDays(1);

  // Longer numbers are over the longest wait anyway, and over an int.
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** From seconds or an HTTP date; null where there is neither. */
  static @Nullable Duration parse(Headers headers, Instant now) {
    String value = headers.get(HEADER);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return clamp(seconds(value));
    }
    Instant date = headers.getInstant(HEADER);
    return date == null ? null : clamp(Duration.between(now, date));
  }

  /** As {@link AnswerInterceptor} has rewritten it. */
  static @Nullable Duration rewritten(Headers headers) {
    String value = headers.get(HEADER);
    try {
      return value == null ? null : Duration.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration seconds(String digits) {
    String significant = digits.replaceFirst("^0+", "");
    if (significant.length() > MOST_DIGITS) {
      return LONGEST;
    }
    return Duration.ofSeconds(significant.isEmpty() ? 0 : Long.parseLong(significant));
  }

  private static Duration clamp(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
