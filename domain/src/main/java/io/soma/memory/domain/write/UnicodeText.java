package io.soma.memory.domain.write;

/**
 * Text that survives the whole way: PostgreSQL's {@code jsonb} takes neither U+0000 nor a lone
 * surrogate.
 */
final class UnicodeText {

  private UnicodeText() {}

  /** Refuses a text with U+0000 or a lone surrogate, naming its place. */
  static void check(String text, String place) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidWriteException(place, "contains U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new InvalidWriteException(
              place, String.format("contains the lone surrogate U+%04X", (int) c));
        }
        i++;
      }
    }
  }
}
