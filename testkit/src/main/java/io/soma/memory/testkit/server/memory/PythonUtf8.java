package io.soma.memory.testkit.server.memory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 as the service's Python and Django decode it. */
final class PythonUtf8 {
  private static final String HEX = "0123456789ABCDEF";

  private PythonUtf8() {}

  /**
   * Strict, but for surrogates, each of which may be three bytes of its own (CESU-8).
   *
   * @throws CharacterCodingException for everything else that is no UTF-8
   */
  static String decodePassingSurrogates(byte[] bytes) throws CharacterCodingException {
    try {
      return decode(bytes, 0, bytes.length);
    } catch (CharacterCodingException e) {
      StringBuilder text = new StringBuilder(bytes.length);
      int start = 0;
      for (int at = 0; at < bytes.length; at++) {
        if (isSurrogate(bytes, at)) {
          text.append(decode(bytes, start, at)).append(surrogate(bytes, at));
          start = at + 3;
          at += 2;
        }
      }
      return text.append(decode(bytes, start, bytes.length)).toString();
    }
  }

  /** Bytes that are no UTF-8 become {@code %XX} again, as in a Django path. */
  static String decodeQuotingTheRest(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = sequence(bytes, at);
      if (length == 0) {
        text.append('%').append(HEX.charAt(bytes[at] >> 4 & 15)).append(HEX.charAt(bytes[at] & 15));
        at++;
      } else {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  /** The length of the valid sequence that begins there; 0 for none. */
  private static int sequence(byte[] bytes, int at) {
    for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
      try {
        decode(bytes, at, at + length);
        return length;
      } catch (CharacterCodingException e) {
        // Perhaps a longer one.
      }
    }
    return 0;
  }

  private static boolean isSurrogate(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && bytes[at] == (byte) 0xED
        && (bytes[at + 1] & 0xE0) == 0xA0
        && (bytes[at + 2] & 0xC0) == 0x80;
  }

  private static char surrogate(byte[] bytes, int at) {
    return (char) (0xD000 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F);
  }

  private static String decode(byte[] bytes, int start, int end) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, start, end - start))
        .toString();
  }
}
