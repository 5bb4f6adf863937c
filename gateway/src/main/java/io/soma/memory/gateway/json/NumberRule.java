package io.soma.memory.gateway.json;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.util.function.Supplier;

/** Which numbers pass: those that every JSON library on the way can hold. */
final class NumberRule {

  static final String TOO_LONG = "is a number of over " + Payload.MAX_NUMBER_DIGITS + " digits";

  private NumberRule() {}

  /**
   * Checks a number as it is written.
   *
   * @throws InvalidWriteException if it has over 100 digits, or no finite double
   */
  static void check(String number, Supplier<String> place) {
    int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
    String digits = exponent < 0 ? number : number.substring(0, exponent);
    if (digits.chars().filter(c -> c >= '0' && c <= '9').count() > Payload.MAX_NUMBER_DIGITS) {
      throw new InvalidWriteException(place.get(), TOO_LONG);
    }
    if (Double.isInfinite(Double.parseDouble(number))) {
      throw new InvalidWriteException(
          place.get(), "is a number with an exponent beyond that of a double");
    }
  }
}
