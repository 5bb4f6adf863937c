package io.soma.memory.domain;

import java.util.Locale;

/** A refused value as a message shows it: short, on one line, with nothing that forges a log. */
public final class Quoted {

  private static final int SHOWN = 80;

  private Quoted() {}

  /**
   * The value in double quotes, cut after {@value #SHOWN} characters; control and non-ASCII
   * characters as {@code \\uXXXX}, a quote or backslash after a backslash.
   */
  public static String of(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < Math.min(value.length(), SHOWN); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.append(value.length() > SHOWN ? "...\"" : "\"").toString();
  }
}
