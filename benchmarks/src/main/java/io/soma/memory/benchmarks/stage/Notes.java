package io.soma.memory.benchmarks.stage;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The written memories: some 1 KB on the wire, and no more compressible than hexadecimal digits
 * are.
 */
public final class Notes {

  /** Digits in a note: a body holds them as text and as content, which with the rest is 1 KB. */
  static final int DIGITS = 372;

  private static final String POOL = digits(1 << 16);

  private Notes() {}

  /** A payload as a caller has it. */
  public static Map<String, Object> payload(int number) {
    return Map.of("text", text(number));
  }

  /** The body that becomes of it, as the peers store and send it. */
  public static String body(String tenant, int number) {
    return String.format(
        Locale.ROOT,
        """
        {"coord":"0.5,0.25,%1$d.5","payload":{"text":"%2$s","content":"%2$s","id":"key-%1$d",\
        "timestamp":1764000000.000001,"universe":"%3$s","namespace":"bench:%3$s","tenant":"%3$s",\
        "memory_type":"episodic","coordinate":[0.5,0.25,%1$d.5]},"memory_type":"episodic"}\
        """,
        number,
        text(number),
        tenant);
  }

  private static String text(int number) {
    int start = Math.floorMod(number * 31, POOL.length() - DIGITS);
    return POOL.substring(start, start + DIGITS);
  }

  private static String digits(int count) {
    SplittableRandom random = new SplittableRandom(42);
    byte[] bytes = new byte[count / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
