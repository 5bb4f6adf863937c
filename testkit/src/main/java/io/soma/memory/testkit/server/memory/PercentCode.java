package io.soma.memory.testkit.server.memory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as Django reads it: text that is not a valid code stays unchanged. */
final class PercentCode {
  private PercentCode() {}

  /** A path; a plus is a plus, as in 1e+16. */
  static String path(String encoded) {
    return isPlain(encoded) ? encoded : PythonUtf8.decodeQuotingTheRest(bytes(encoded));
  }

  /** A name or value of a query; a plus is a blank, and bytes that are no UTF-8 become U+FFFD. */
  static String queryText(String encoded) {
    String spaced = encoded.replace('+', ' ');
    return isPlain(spaced) ? spaced : new String(bytes(spaced), StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String encoded) {
    return encoded.chars().allMatch(c -> c < 128 && c != '%');
  }

  /** The request line was read as ISO 8859-1, so that each character is a byte. */
  private static byte[] bytes(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      int high = digit(encoded, i + 1);
      int low = digit(encoded, i + 2);
      if (encoded.charAt(i) == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static int digit(String text, int at) {
    return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
  }
}
