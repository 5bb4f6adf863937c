package io.soma.memory.domain;

import java.util.Locale;

/** A foreign text as a message shows it: short, on one line, with nothing that forges a log. */
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
      } else {
        append(c, out);
      }
    }
    return out.append(value.length() > SHOWN ? "...\"" : "\"").toString();
  }

  /**
   * A message of a parser, which may show the value that it refuses: without quotes around it, cut
   * where it would be longer than this.
   */
  public static String line(String message, int longest) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < message.length(); i++) {
      int before = out.length();
      append(message.charAt(i), out);
      if (out.length() > longest) {
        out.setLength(before);
        return out.append("...").toString();
      }
    }
    return out.toString();
  }

  private static void append(char c, StringBuilder out) {
    if (c >= 0x20 && c < 0x7f) {
      out.append(c);
    } else {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
  }
}
