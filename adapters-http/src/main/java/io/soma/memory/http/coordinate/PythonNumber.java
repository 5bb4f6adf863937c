package io.soma.memory.http.coordinate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as Python's {@code float(text)} reads them, which is how the memory service reads a
 * coordinate: with blanks of any kind around, underscores between digits, and digits of any script.
 */
final class PythonNumber {

  private static final String DIGITS = "[0-9]++(?:_[0-9]++)*+";
  // Double.parseDouble alone also takes "1d", "0x1p3" and "NaN".
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:D(?:\\.(?:D)?)?|\\.D)(?:[eE][+-]?D)?".replace("D", DIGITS));

  private PythonNumber() {}

  /** Without the blanks around, no-break spaces among them. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The number as Java reads it; null if the text is not a number. */
  static @Nullable String plain(String stripped) {
    String ascii = stripped.chars().allMatch(c -> c < 0x80) ? stripped : withAsciiDigits(stripped);
    return NUMBER.matcher(ascii).matches() ? ascii.replace("_", "") : null;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String withAsciiDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }
}
