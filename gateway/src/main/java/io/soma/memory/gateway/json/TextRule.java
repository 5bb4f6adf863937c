package io.soma.memory.gateway.json;

import io.soma.memory.domain.write.InvalidWriteException;
import java.util.Locale;
import java.util.function.Supplier;

/** Which texts pass: those that PostgreSQL and UTF-8 can hold. */
final class TextRule {

  private TextRule() {}

  /**
   * How many bytes of UTF-8 a text takes.
   *
   * @throws InvalidWriteException if it holds U+0000 or a lone surrogate
   */
  static int utf8Length(String text, Supplier<String> place) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidWriteException(place.get(), "contains U+0000");
      }
      if (!Character.isSurrogate(c)) {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new InvalidWriteException(
            place.get(), String.format(Locale.ROOT, "contains the lone surrogate U+%04X", (int) c));
      }
    }
    return bytes;
  }
}
