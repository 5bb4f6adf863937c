package io.soma.memory.domain.write;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compact JSON text of a tree whose values are those of a {@link Payload}, or {@link Raw} text.
 * Stateless; safe for many threads.
 */
public final class JsonText {

  // Fits most bodies with their enrichment, so that the text is not copied as it grows.
  private static final int USUAL_LENGTH = 2048;

  private final StringBuilder out = new StringBuilder(USUAL_LENGTH);

  /** Needs no escape. Not looked through again, as enrichment often puts the longest text twice. */
  private String longestPlain = "";

  private JsonText() {}

  /** A value that is JSON text already. */
  public record Raw(String json) {
    @Override
    public String toString() {
      return json;
    }
  }

  /** The text of an object. */
  public static String render(Map<String, ?> object) {
    JsonText text = new JsonText();
    text.object(object);
    return text.out.toString();
  }

  /** The length of a text in UTF-8, in bytes; the text has no lone surrogate. */
  public static long utf8Length(String text) {
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

  private void object(Map<?, ?> object) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> field : object.entrySet()) {
      out.append(comma);
      string((String) field.getKey());
      out.append(':');
      value(field.getValue());
      comma = ",";
    }
    out.append('}');
  }

  private void list(Iterable<?> list) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      value(items.next());
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private void value(@Nullable Object value) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> list) {
      list(list);
    } else {
      out.append(value);
    }
  }

  // Text that needs no escape, which is nearly all, is copied in one go.
  private void string(String text) {
    out.append('"');
    int copied = 0;
    for (int i = text.equals(longestPlain) ? text.length() : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, copied, i);
        escape(c);
        copied = i + 1;
      }
    }
    if (copied > 0) {
      out.append(text, copied, text.length());
    } else {
      // Not the three arguments here too: JDK 17 copies a part of a text char by char.
      out.append(text);
      longestPlain = text.length() > longestPlain.length() ? text : longestPlain;
    }
    out.append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(c >> 4).append(Character.forDigit(c & 0xF, 16));
    }
  }
}
