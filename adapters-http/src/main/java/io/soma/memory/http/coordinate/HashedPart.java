package io.soma.memory.http.coordinate;

import org.jspecify.annotations.Nullable;

/**
 * The parts of coordinates that keys are hashed to, m / 2^31, as Python's {@code repr} prints them;
 * without the big numbers of {@link PythonFloat}, as every write with a key prints three.
 *
 * <p>With p such that 10^p times the value has 17 digits before its point, that product is m * 5^p
 * / 2^(31-p): 128 bits hold it exactly. Half the gap to the next double, in units of the product's
 * last bit, is 5^p / 2^(22-e), where e is the value's binary exponent. A decimal within this
 * distance reads back as the same double; Python prints the shortest such decimal.
 */
final class HashedPart {

  private static final long[] POWERS_OF_FIVE = {
    762_939_453_125L, 3_814_697_265_625L, 19_073_486_328_125L, 95_367_431_640_625L
  };
  private static final int FIRST_POWER = 17;

  private HashedPart() {}

  /** The text; null if the value is not of this kind, or not in the plain part of its range. */
  static @Nullable String repr(double value) {
    double size = Math.abs(value);
    if (size >= 1 || size < 1e-4) {
      return null;
    }
    long m = (long) (size * 0x1p31);
    // The doubles below a power of two lie closer than those above it, which the above leaves out.
    if (m != size * 0x1p31 || Long.bitCount(m) == 1) {
      return null;
    }
    int scale = size >= 0.1 ? 17 : size >= 0.01 ? 18 : size >= 0.001 ? 19 : 20;
    String digits = Long.toString(shortest(m, scale, Math.getExponent(size)));
    return (value < 0 ? "-0." : "0.")
        + "0".repeat(scale - digits.length())
        + withoutZerosAtTheEnd(digits);
  }

  // Of 17 digits, the last of them zeros where fewer do.
  private static long shortest(long m, int scale, int exponent) {
    long five = POWERS_OF_FIVE[scale - FIRST_POWER];
    int shift = 31 - scale;
    long low = m * five;
    long floor = (Math.multiplyHigh(m, five) << (64 - shift)) | (low >>> shift);
    long rest = low & ((1L << shift) - 1);
    long reach = five >> (22 - exponent);
    // Any double holds 15 digits, and 17 tell any two apart.
    for (long step = 100; step > 1; step /= 10) {
      long below = floor % step;
      long down = (below << shift) + rest;
      long up = (step << shift) - down;
      if (Math.min(down, up) <= reach) {
        long nearer = floor - below;
        return isUp(down, up, nearer / step) ? nearer + step : nearer;
      }
    }
    return isUp(rest, (1L << shift) - rest, floor) ? floor + 1 : floor;
  }

  // To the nearer, and from the middle to the even one.
  private static boolean isUp(long down, long up, long lower) {
    return up < down || (up == down && lower % 2 != 0);
  }

  private static String withoutZerosAtTheEnd(String digits) {
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
