package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts the numbers of a payload to Long, BigInteger and BigDecimal. */
final class PayloadNumber {

  private PayloadNumber() {}

  static Number copy(Number number, Place place) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof BigInteger integer) {
      checkDigits(new BigDecimal(integer), place);
      return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }
    BigDecimal decimal = decimal(number, place);
    checkDigits(decimal, place);
    checkExponent(decimal, place);
    return decimal;
  }

  private static BigDecimal decimal(Number number, Place place) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (!(number instanceof Double) && !(number instanceof Float)) {
      throw PayloadCheck.noJson(number, place);
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw place.refuse(Quoted.of(number.toString()) + " is no JSON number");
    }
    return new BigDecimal(number.toString());
  }

  private static void checkDigits(BigDecimal decimal, Place place) {
    if (decimal.precision() > Payload.MAX_NUMBER_DIGITS) {
      throw place.refuse("is a number of over " + Payload.MAX_NUMBER_DIGITS + " digits");
    }
  }

  // Of the first digit, as in 1.5e300; a zero has one too, and may hide a scale of two thousand
  // million. The memory service always answers 500 to a number that is not a finite double.
  private static void checkExponent(BigDecimal decimal, Place place) {
    long exponent = (long) decimal.precision() - decimal.scale() - 1;
    if (Math.abs(exponent) > Payload.MAX_NUMBER_EXPONENT) {
      throw place.refuse("is a number with an exponent beyond +-" + Payload.MAX_NUMBER_EXPONENT);
    }
    if (Double.isInfinite(decimal.doubleValue())) {
      throw place.refuse("is a number with an exponent beyond that of a double");
    }
  }
}
