package io.soma.memory.testkit.server.memory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Floats as Python reads and prints them, since the service's keys are made by {@code str(float)}.
 */
final class PythonFloatText {
  private static final int SURE_DIGITS = 15;
  private static final int MOST_DIGITS = 17;
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:D\\.?(?:D)?|\\.D)(?:[eE][+-]?D)?".replace("D", DIGITS));

  private PythonFloatText() {}

  /**
   * Reads a float as {@code float(text)} does: with blanks around, underscores between digits,
   * digits of any script, infinities and NaN.
   *
   * @throws NumberFormatException for everything else
   */
  static double parse(String text) {
    String stripped = PythonText.strip(text);
    return isPlain(stripped) ? Double.parseDouble(stripped) : unusual(stripped);
  }

  // Java also takes 1d, 1f and 0x1p3, which Python refuses: nothing else may reach its parser.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static double unusual(String text) {
    String ascii = withAsciiDigits(text);
    if (NUMBER.matcher(ascii).matches()) {
      return Double.parseDouble(ascii.replace("_", ""));
    }
    return switch (ascii.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default -> throw new NumberFormatException(text);
    };
  }

  private static String withAsciiDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  /** Python's {@code repr}: the fewest digits that read back as this value. */
  static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    if (value == 0) {
      return sign + "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    return sign + laidOut(digits, digits.length() - shortest.scale());
  }

  // Double.toString has too many digits for some values before JDK 19, so it cannot be used.
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int first = value < Double.MIN_NORMAL ? 1 : SURE_DIGITS;
    for (int precision = first; precision < MOST_DIGITS; precision++) {
      BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (nearest.doubleValue() == value) {
        return nearest;
      }
      // Below a power of two the doubles lie closer, so the next decimal above can be the one.
      BigDecimal above = exact.round(new MathContext(precision, RoundingMode.UP));
      if (above.doubleValue() == value) {
        return above;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String laidOut(String digits, int point) {
    if (point <= -4 || point > 16) {
      return withExponent(digits, point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length()) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String withExponent(String digits, int exponent) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String size = exponent > -10 && exponent < 10 ? "0" : "";
    return digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + size + Math.abs(exponent);
  }
}
