package io.soma.memory.app.servers;

import io.soma.memory.domain.write.Payload;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random JSON at the limits of a payload: odd characters, odd numbers, deep and wide. */
final class RandomJson {

  private static final int LONGEST_TEXT = 20_000;

  /** The service stores no number that is no finite double. */
  private static final int LARGEST_EXPONENT = 307;

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("value", random.nextInt(5) == 0 ? chain(Payload.MAX_DEPTH - 1) : value(4));
    return payload;
  }

  private Object chain(int levels) {
    Object value = random.nextBoolean() ? List.of() : Map.of();
    for (int i = 1; i < levels; i++) {
      value = random.nextBoolean() ? List.of(value) : Map.of(text(3), value);
    }
    return value;
  }

  private @Nullable Object value(int levels) {
    return switch (random.nextInt(levels > 0 ? 8 : 5)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2, 3 -> number();
      case 4 -> text(random.nextInt(50) == 0 ? LONGEST_TEXT : 12);
      case 5 -> list(levels);
      default -> object(levels);
    };
  }

  private List<@Nullable Object> list(int levels) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(levels - 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> object(int levels) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(random.nextInt(8) == 0 ? "" : text(6), value(levels - 1));
    }
    return object;
  }

  private Number number() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(200) - 100;
      case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
      case 2 -> digits();
      case 3 -> random.nextBoolean() ? Double.MIN_VALUE : -Double.MAX_VALUE;
      case 4 -> random.nextBoolean() ? -0.0 : 0.1f;
      case 5 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
      case 6 -> new BigDecimal(BigInteger.TEN.pow(random.nextInt(20)), random.nextInt(40) - 20);
      default -> {
        BigInteger digits = digits();
        // Of the first digit, as the limit counts.
        int exponent =
            random.nextInt(Payload.MAX_NUMBER_EXPONENT + LARGEST_EXPONENT + 1)
                - Payload.MAX_NUMBER_EXPONENT;
        int precision = new BigDecimal(digits).precision();
        yield new BigDecimal(digits, precision - 1 - exponent);
      }
    };
  }

  private BigInteger digits() {
    // 332 bits are at most 100 digits.
    BigInteger digits = new BigInteger(random.nextInt(333), random);
    return random.nextBoolean() ? digits : digits.negate();
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.appendCodePoint(character());
    }
    return text.toString();
  }

  private int character() {
    return switch (random.nextInt(6)) {
      case 0 -> 1 + random.nextInt(0x1f);
      case 1 -> "\"\\/\u007f\u0080\u2028\u2029\ufeff\uffff'<&".codePointAt(random.nextInt(12));
      case 2 -> 0x10000 + random.nextInt(0x100000);
      case 3 -> 0xe000 + random.nextInt(0x2000);
      case 4 -> 0x80 + random.nextInt(0xd000);
      default -> ' ' + random.nextInt(0x5f);
    };
  }
}
