package io.soma.memory.domain.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    domains(fields);
    Object chain = fields.get("reasoning_chain");
    if (chain != null && !(chain instanceof List)) {
      fields.put("reasoning_chain", List.of(chain));
    }
  }

  private static void qualityScore(Map<String, Object> fields) {
    if (fields.get("quality_score") instanceof Number score) {
      fields.put("quality_score", clamp(decimal(score)));
    } else {
      fields.remove("quality_score");
    }
  }

  private static void domains(Map<String, Object> fields) {
    Object domains = fields.get("domains");
    if (domains instanceof String text) {
      fields.put("domains", lowerCased(Arrays.asList(text.split("[,\\s]+"))));
    } else if (domains instanceof List<?> list) {
      fields.put("domains", lowerCased(list));
    }
  }

  private static List<String> lowerCased(List<?> names) {
    return names.stream()
        .map(name -> String.valueOf(name).strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
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
