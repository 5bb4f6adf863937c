package io.soma.memory.postgres.enqueue;

import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL's {@code hashtext}, which names a tenant's lock: Bob Jenkins' lookup3 as in {@code
 * src/common/hashfn.c}, unchanged since version 8.4.
 */
public final class HashText {

  private static final int BLOCK = 12;

  private final byte[] key;
  private int a;
  private int b;
  private int c;

  private HashText(byte[] key) {
    this.key = key;
    a = 0x9e3779b9 + key.length + 3923095;
    b = a;
    c = a;
  }

  public static int of(String text) {
    HashText hash = new HashText(text.getBytes(StandardCharsets.UTF_8));
    int at = 0;
    while (hash.key.length - at >= BLOCK) {
      hash.a += hash.word(at, 0);
      hash.b += hash.word(at + 4, 0);
      hash.c += hash.word(at + 8, 0);
      hash.mix();
      at += BLOCK;
    }
    hash.a += hash.word(at, 0);
    hash.b += hash.word(at + 4, 0);
    // The lowest byte of the last word is reserved for the length.
    hash.c += hash.word(at + 8, 1);
    hash.finish();
    return hash.c;
  }

  /** Up to four bytes of the key, the lowest first, shifted by a number of bytes. */
  private int word(int from, int shift) {
    int word = 0;
    for (int i = 0; i + shift < 4 && from + i < key.length; i++) {
      word |= (key[from + i] & 0xff) << (8 * (i + shift));
    }
    return word;
  }

  private void mix() {
    a = (a - c) ^ Integer.rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ Integer.rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 4);
    b += a;
  }

  private void finish() {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
