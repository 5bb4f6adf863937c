package io.soma.memory.domain.write;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compact JSON text of a checked tree. */
final class JsonText {

  private JsonText() {}

  static String render(Map<String, ?> object) {
    StringBuilder out = new StringBuilder(256);
    object(object, out);
    return out.toString();
  }

  /** The length of a text in UTF-8, in bytes; the text has no lone surrogate. */
  static long utf8Length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two chars and four bytes: two bytes each.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static void object(Map<?, ?> object, StringBuilder out) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> field : object.entrySet()) {
      out.append(comma);
      string((String) field.getKey(), out);
      out.append(':');
      value(field.getValue(), out);
      comma = ",";
    }
    out.append('}');
  }

  private static void list(Iterable<?> list, StringBuilder out) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      value(items.next(), out);
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void value(@Nullable Object value, StringBuilder out) {
    if (value instanceof String text) {
      string(text, out);
    } else if (value instanceof Map<?, ?> map) {
      object(map, out);
    } else if (value instanceof Iterable<?> list) {
      list(list, out);
    } else {
      out.append(value);
    }
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        control(c, out);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static void control(char c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(c >> 4).append(Character.forDigit(c & 0xF, 16));
    }
  }
}
