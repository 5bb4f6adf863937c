package io.soma.memory.http;

/**
 * Foreign text made fit for logs, headers and PostgreSQL: short, on one line, without the token.
 * Safe for many threads.
 */
final class SafeText {

  /** The longest detail, in characters, its ellipsis apart. */
  static final int MAX_LENGTH = 300;

  private final String token;

  SafeText(String token) {
    this.token = token;
  }

  String of(String raw) {
    // Before anything is cut, as half a token is a secret too.
    String masked = raw.replace(token, "***");
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < masked.length() && out.length() < MAX_LENGTH; ) {
      int codePoint = masked.codePointAt(i);
      out.appendCodePoint(isHarmless(codePoint) ? codePoint : ' ');
      i += Character.charCount(codePoint);
    }
    String text = out.toString().strip();
    return masked.length() > MAX_LENGTH ? text + "..." : text;
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
