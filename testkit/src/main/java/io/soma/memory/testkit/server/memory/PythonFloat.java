package io.soma.memory.testkit.server.memory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats as Python reads and prints them, since the service's keys are made by {@code str(float)}.
 */
final class PythonFloat {
  private static final int SURE_DIGITS = 15;
  private static final int MOST_DIGITS = 17;

  private PythonFloat() {}

  /**
   * Reads a finite float.
   *
   * @throws NumberFormatException for everything else, infinities and NaN too: JSON cannot carry
   *     them back
   */
  static double parse(String text) {
    String digits = text.strip();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      // Java also takes 1d, 1f and 0x1p3, which Python refuses.
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        throw new NumberFormatException(text);
      }
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /** Python's {@code repr}: the fewest digits that read back as this value. */
  static String repr(double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
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
