package io.soma.memory.gateway.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields behind a question mark, the last of each name, and collects all errors; {@link
 * #check} then throws. Unknown fields are ignored, as the memory service does.
 */
public final class QueryFields {

  private final FieldErrors errors = new FieldErrors(FieldErrors.QUERY);
  private final Map<String, String> fields = new HashMap<>();

  /** The fields of a query as it came. */
  public QueryFields(String query) {
    for (String field : query.split("&")) {
      int equals = field.indexOf('=');
      String name = equals < 0 ? field : field.substring(0, equals);
      String value = equals < 0 ? "" : field.substring(equals + 1);
      if (!field.isEmpty()) {
        fields.put(decoded(name), decoded(value));
      }
    }
  }

  /** A text that has to be there. */
  public String text(String name) {
    String value = fields.get(name);
    if (value == null) {
      errors.missing(name);
      return "";
    }
    return value;
  }

  /** A text, or null where there is none. */
  public @Nullable String optionalText(String name) {
    return fields.get(name);
  }

  /** A whole number; the nearest int where it is larger than any. */
  public int integer(String name, int absent) {
    String value = fields.get(name);
    if (value == null) {
      return absent;
    }
    NumberCoercion.Problem problem = NumberCoercion.problemOfInteger(value);
    if (problem != null) {
      errors.add(problem, name);
      return absent;
    }
    return NumberCoercion.integer(value);
  }

  /**
   * Ends the taking.
   *
   * @throws InvalidFieldsException if anything was wrong
   */
  public void check() {
    errors.check();
  }

  // A percent sign that begins no byte stands for itself, as it does at the memory service.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int high = encoded[i] == '%' && i + 2 < encoded.length ? hex(encoded[i + 1]) : -1;
      int low = high < 0 ? -1 : hex(encoded[i + 2]);
      if (low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
