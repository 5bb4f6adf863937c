package io.soma.memory.domain;

/** A refused value as a message shows it: short, on one line, with nothing that forges a log. */
public final class Quoted {

  private static final int SHOWN = 80;

  private Quoted() {}

  /** The value in double quotes; control and non-ASCII characters as {@code \\uXXXX}. */
  public static String of(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < Math.min(value.length(), SHOWN); i++) {
      char c = value.charAt(i);
      if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append(value.length() > SHOWN ? "...\"" : "\"").toString();
  }
}
