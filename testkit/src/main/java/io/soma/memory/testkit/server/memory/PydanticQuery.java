package io.soma.memory.testkit.server.memory;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a query string, the last of each name; {@link #check} refuses with everything
 * that was wrong.
 */
final class PydanticQuery {
  private final PydanticErrors errors = new PydanticErrors("query");
  private final Map<String, String> values = new HashMap<>();

  PydanticQuery(String query) {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!pair.isEmpty()) {
        values.put(PercentCode.queryText(name), PercentCode.queryText(value));
      }
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      errors.missing(name);
      return "";
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    return values.get(name);
  }

  BigInteger integer(String name, int absent) {
    String value = values.get(name);
    try {
      return value == null ? BigInteger.valueOf(absent) : PydanticNumbers.integer(value);
    } catch (PydanticNumbers.Failed failed) {
      errors.add(failed.problem(), name);
      return BigInteger.ZERO;
    }
  }

  void check() {
    errors.check();
  }
}
