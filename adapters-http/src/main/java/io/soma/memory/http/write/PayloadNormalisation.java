package io.soma.memory.http.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the fields that the memory service ranks by into the form that it expects. */
final class PayloadNormalisation {

  private PayloadNormalisation() {}

  static void apply(Map<String, Object> fields) {
    if (fields.get("phase") instanceof String phase) {
      fields.put("phase", phase.strip().toLowerCase(Locale.ROOT));
    }
    if (fields.containsKey("quality_score")) {
      qualityScore(fields);
    }
    fields.computeIfPresent("domains", (field, domains) -> names(domains));
    fields.computeIfPresent("reasoning_chain", (field, chain) -> list(chain));
  }

  private static void qualityScore(Map<String, Object> fields) {
    if (fields.get("quality_score") instanceof Number score) {
      fields.put("quality_score", clamp(decimal(score)));
    } else {
      fields.remove("quality_score");
    }
  }

  private static List<String> names(Object domains) {
    List<?> names = domains instanceof String text ? List.of(text.split("[,\\s]+")) : list(domains);
    List<String> normalised = new ArrayList<>();
    for (Object name : names) {
      String text = isScalar(name) ? name.toString().strip().toLowerCase(Locale.ROOT) : "";
      if (!text.isEmpty()) {
        normalised.add(text);
      }
    }
    return Collections.unmodifiableList(normalised);
  }

  // A null, a list or an object names no domain.
  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static BigDecimal clamp(BigDecimal score) {
    return score.max(BigDecimal.ZERO).min(BigDecimal.ONE);
  }

  // A checked payload holds no other kinds of number.
  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }
}
