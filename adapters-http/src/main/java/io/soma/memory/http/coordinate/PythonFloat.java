package io.soma.memory.http.coordinate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A double as Python's {@code repr} prints it; the memory service builds its keys from that text.
 *
 * <p>The shortest decimal that reads back as the same double: plain where 1e-4 <= |x| < 1e16, else
 * with a lower-case exponent of at least two digits.
 */
final class PythonFloat {

  // Enough to tell any two doubles apart.
  private static final int MOST_DIGITS = 17;

  private PythonFloat() {}

  /** The text of a finite double. */
  static String repr(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    String hashed = HashedPart.repr(value);
    return hashed != null ? hashed : ofAny(value);
  }

  static String ofAny(double value) {
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(shortest, exponent);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  // Double.toString of JDK 17 and 18 does not always give the shortest digits (JDK-4511638).
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = fewestDigits(value); digits < MOST_DIGITS; digits++) {
      BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (nearest.doubleValue() == value) {
        return nearest.stripTrailingZeros();
      }
      // Doubles lie twice as far apart above a power of two as below it, so that the text above may
      // read back where the nearer one below does not.
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      if (above.doubleValue() == value) {
        return above.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  // A normal double holds any 15 digits, so that a shorter text is those 15 with zeros at the end;
  // a subnormal one holds fewer.
  private static int fewestDigits(double value) {
    return Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
  }

  private static String scientific(BigDecimal shortest, int exponent) {
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = shortest.signum() < 0 ? "-" : "";
    String exponentSign = exponent < 0 ? "e-" : "e+";
    String padding = Math.abs(exponent) < 10 ? "0" : "";
    return sign + mantissa + exponentSign + padding + Math.abs(exponent);
  }
}
