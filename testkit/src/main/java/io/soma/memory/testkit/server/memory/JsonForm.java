package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** In which order the fields of an object are written, and how numbers are. */
enum JsonForm {
  /** Fields in their own order. */
  AS_IT_IS {
    @Override
    Collection<Map.Entry<String, JsonNode>> fields(JsonNode object) {
      return object.properties();
    }
  },
  /** Fields by name, as with {@code sort_keys=True}. */
  SORTED {
    @Override
    Collection<Map.Entry<String, JsonNode>> fields(JsonNode object) {
      return sorted(object, JsonForm::compareUtf8);
    }
  },
  /**
   * As PostgreSQL gives back a JSONB column: shorter names first, no negative zero, and a float
   * that Python wrote with a positive exponent is an integer.
   */
  STORED {
    @Override
    Collection<Map.Entry<String, JsonNode>> fields(JsonNode object) {
      return sorted(object, JsonForm::compareJsonb);
    }

    @Override
    String number(JsonNode number) {
      String written = super.number(number);
      if (written.equals("-0.0")) {
        return "0.0";
      }
      return written.contains("e+") ? new BigDecimal(written).toPlainString() : written;
    }
  };

  abstract Collection<Map.Entry<String, JsonNode>> fields(JsonNode object);

  String number(JsonNode number) {
    if (number.isIntegralNumber()) {
      return number.asText();
    }
    double value = number.doubleValue();
    if (Double.isFinite(value)) {
      return PythonFloatText.repr(value);
    }
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  private static List<Map.Entry<String, JsonNode>> sorted(
      JsonNode object, Comparator<String> order) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    fields.sort(Map.Entry.comparingByKey(order));
    return fields;
  }

  private static int compareJsonb(String one, String other) {
    byte[] left = utf8(one);
    byte[] right = utf8(other);
    return left.length == right.length
        ? compareBytes(left, right)
        : Integer.compare(left.length, right.length);
  }

  private static int compareUtf8(String one, String other) {
    return compareBytes(utf8(one), utf8(other));
  }

  private static int compareBytes(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
