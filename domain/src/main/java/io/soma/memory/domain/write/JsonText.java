package io.soma.memory.domain.write;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compact JSON text of a checked tree. */
final class JsonText {

  // Of a body with its enrichment, so that the text need not be copied as it grows.
  private static final int USUAL_LENGTH = 1024;

  private JsonText() {}

  static String render(Map<String, ?> object) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
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

  // Text that needs no escape, which is nearly all, is copied in one go.
  private static void string(String text, StringBuilder out) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, copied, i);
        escape(c, out);
        copied = i + 1;
      }
    }
    // Not the three arguments where two do: JDK 17 copies a part of a text char by char.
    (copied == 0 ? out.append(text) : out.append(text, copied, text.length())).append('"');
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(c >> 4).append(Character.forDigit(c & 0xF, 16));
    }
  }
}
