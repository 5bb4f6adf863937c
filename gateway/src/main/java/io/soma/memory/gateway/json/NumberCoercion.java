package io.soma.memory.gateway.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as the memory service takes them: also from texts, booleans and whole floats. */
final class NumberCoercion {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(?:_[0-9]+)*(?:\\.0+)?");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final BigInteger MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  private NumberCoercion() {}

  /** Why a value is not the number that a field wants, in the service's words. */
  enum Problem {
    NO_INTEGER("int_type", "Input should be a valid integer"),
    NO_INTEGER_TEXT(
        "int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
    A_FRACTION(
        "int_from_float", "Input should be a valid integer, got a number with a fractional part"),
    NO_FLOAT("float_type", "Input should be a valid number"),
    NO_FLOAT_TEXT(
        "float_parsing", "Input should be a valid number, unable to parse string as a number");

    private final String type;
    private final String message;

    Problem(String type, String message) {
      this.type = type;
      this.message = message;
    }

    String type() {
      return type;
    }

    String message() {
      return message;
    }
  }

  /** Why it is no integer; null if it is one. */
  static @Nullable Problem problemOfInteger(@Nullable Object value) {
    if (value instanceof String text) {
      return INTEGER.matcher(text.strip()).matches() ? null : Problem.NO_INTEGER_TEXT;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? null : Problem.A_FRACTION;
    }
    return value instanceof Number || value instanceof Boolean ? null : Problem.NO_INTEGER;
  }

  /** One that has no problem; the nearest where no int is as large. */
  static int integer(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    BigInteger number =
        value instanceof String text
            ? new BigDecimal(text.strip().replace("_", "")).toBigInteger()
            : value instanceof BigDecimal decimal
                ? decimal.toBigInteger()
                : new BigInteger(value.toString());
    return number.max(MIN).min(MAX).intValue();
  }

  /** Why it is no number; null if it is one. */
  static @Nullable Problem problemOfFloat(@Nullable Object value) {
    if (value instanceof String text) {
      return FLOAT.matcher(text.strip()).matches() ? null : Problem.NO_FLOAT_TEXT;
    }
    return value instanceof Number || value instanceof Boolean ? null : Problem.NO_FLOAT;
  }

  /** One that has no problem. */
  static double number(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return value instanceof String text
        ? Double.parseDouble(text.strip())
        : ((Number) value).doubleValue();
  }
}
