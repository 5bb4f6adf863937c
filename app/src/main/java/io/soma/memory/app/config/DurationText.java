package io.soma.memory.app.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: a number alone, or one with its unit, such as 500ms. */
final class DurationText {

  private static final Pattern WITH_UNIT = Pattern.compile("([0-9.]+) ?(ms|s|m|h|d)");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ms", new BigDecimal("0.001"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600),
          "d", BigDecimal.valueOf(86_400));

  private DurationText() {}

  /**
   * Its length in seconds.
   *
   * @param unit the seconds in the unit of a number alone
   * @throws NumberFormatException for anything else
   */
  static BigDecimal seconds(String text, BigDecimal unit) {
    Matcher parts = WITH_UNIT.matcher(text.toLowerCase(Locale.ROOT));
    return parts.matches()
        ? new BigDecimal(parts.group(1)).multiply(SECONDS.get(parts.group(2)))
        : new BigDecimal(text).multiply(unit);
  }
}
