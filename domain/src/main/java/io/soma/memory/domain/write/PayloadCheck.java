package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies a JSON tree to immutable values of few types, refusing what does not survive the way. */
final class PayloadCheck {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private PayloadCheck() {}

  static Map<String, Object> object(Map<?, ?> object, String place) {
    return object(object, place, 1);
  }

  private static Map<String, Object> object(Map<?, ?> object, String place, int depth) {
    checkDepth(place, depth);
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : object.entrySet()) {
      if (!(field.getKey() instanceof String key)) {
        throw new InvalidWriteException(place, "has a key that is not text");
      }
      String fieldPlace = place + step(key);
      UnicodeText.check(key, fieldPlace + " (the key itself)");
      copy.put(key, value(field.getValue(), fieldPlace, depth));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static List<Object> list(List<?> list, String place, int depth) {
    checkDepth(place, depth);
    List<Object> copy = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      copy.add(value(list.get(i), place + "[" + i + "]", depth));
    }
    return Collections.unmodifiableList(copy);
  }

  // JSON null stays null inside the copies, which is why they are not List.copyOf and Map.copyOf.
  @SuppressWarnings("NullAway")
  private static Object value(@Nullable Object value, String place, int depth) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      UnicodeText.check(text, place);
      return text;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, place, depth + 1);
    }
    if (value instanceof List<?> list) {
      return list(list, place, depth + 1);
    }
    if (value instanceof Number number) {
      return number(number, place);
    }
    throw new InvalidWriteException(
        place, "is a " + value.getClass().getName() + ", which JSON has no word for");
  }

  private static Number number(Number number, String place) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    BigDecimal decimal = decimal(number, place);
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (decimal.precision() > Payload.MAX_NUMBER_DIGITS) {
      throw new InvalidWriteException(
          place, "is a number of over " + Payload.MAX_NUMBER_DIGITS + " digits");
    }
    if (Math.abs((long) exponent) > Payload.MAX_NUMBER_EXPONENT
        || Math.abs((long) decimal.scale()) > Payload.MAX_NUMBER_EXPONENT + decimal.precision()) {
      throw new InvalidWriteException(
          place, "is a number with an exponent beyond +-" + Payload.MAX_NUMBER_EXPONENT);
    }
    return number instanceof BigInteger ? number : decimal;
  }

  private static BigDecimal decimal(Number number, String place) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if ((number instanceof Double || number instanceof Float)
        && Double.isFinite(number.doubleValue())) {
      return new BigDecimal(number.toString());
    }
    throw new InvalidWriteException(place, Quoted.of(number.toString()) + " is no JSON number");
  }

  private static void checkDepth(String place, int depth) {
    if (depth > Payload.MAX_DEPTH) {
      throw new InvalidWriteException(place, "is deeper than " + Payload.MAX_DEPTH + " levels");
    }
  }

  private static String step(String key) {
    return PLAIN_KEY.matcher(key).matches() ? "." + key : "[" + Quoted.of(key) + "]";
  }
}
