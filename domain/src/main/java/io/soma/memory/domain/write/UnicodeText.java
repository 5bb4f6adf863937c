package io.soma.memory.domain.write;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text that survives the whole way: PostgreSQL's {@code jsonb} takes neither U+0000 nor a lone
 * surrogate.
 */
public final class UnicodeText {

  private UnicodeText() {}

  /**
   * Refuses a text with U+0000 or a lone surrogate.
   *
   * @param place the text's name in the message
   * @throws InvalidWriteException naming the place and the character
   */
  public static void check(String text, String place) {
    RequiredValue.check(text, place);
    String problem = problem(text);
    if (problem != null) {
      throw new InvalidWriteException(place, problem);
    }
  }

  /** The problem of a text; null if there is none. */
  static @Nullable String problem(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "contains U+0000";
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return String.format(Locale.ROOT, "contains the lone surrogate U+%04X", (int) c);
        }
        i++;
      }
    }
    return null;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
