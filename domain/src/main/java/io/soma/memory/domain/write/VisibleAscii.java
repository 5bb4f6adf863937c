package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;

/** The characters that ids and keys may have, so that they pass through every header unchanged. */
final class VisibleAscii {

  private VisibleAscii() {}

  /**
   * Refuses text that a header cannot carry.
   *
   * @param what the value's name in the message
   * @throws InvalidWriteException if the text is empty, too long, or has any other character
   */
  static void check(String text, int maxLength, String what) {
    RequiredValue.check(text, what);
    if (text.isEmpty() || text.length() > maxLength || !isVisible(text)) {
      throw new InvalidWriteException(
          what,
          Quoted.of(text) + " is not allowed: 1 to " + maxLength + " visible ASCII characters");
    }
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
