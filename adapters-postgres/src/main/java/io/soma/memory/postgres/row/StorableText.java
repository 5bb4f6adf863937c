package io.soma.memory.postgres.row;

import java.nio.charset.StandardCharsets;

/** Text from outside, made such that a {@code text} column takes it. */
public final class StorableText {

  private static final int MAX_LENGTH = 2000;

  private StorableText() {}

  /** Its beginning, without U+0000 and lone surrogates, which PostgreSQL refuses. */
  public static String of(String text) {
    String bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    byte[] utf8 = bounded.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
