package io.soma.memory.testkit.server.memory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a query string; {@link #check} refuses with everything that was wrong. */
final class QueryFields {
  private final FieldErrors errors = new FieldErrors("query");
  private final Map<String, String> values = new HashMap<>();

  QueryFields(String query) {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
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

  int integer(String name, int absent) {
    String value = values.get(name);
    if (value == null) {
      return absent;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      errors.add(
          "int_parsing",
          "Input should be a valid integer, unable to parse string as an integer",
          name);
      return absent;
    }
  }

  void check() {
    errors.check();
  }
}
