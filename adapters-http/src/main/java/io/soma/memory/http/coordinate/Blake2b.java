package io.soma.memory.http.coordinate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * BLAKE2b without key and salt, as RFC 7693 defines it. The JDK has none, and the usual library is
 * 7 MB of other algorithms, which every embedder would carry.
 */
final class Blake2b {

  private static final int BLOCK_BYTES = 128;
  private static final int MAX_DIGEST_BYTES = 64;
  private static final int ROUNDS = 12;

  private static final long[] INITIAL = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  /** The RFC's table SIGMA, a hexadecimal digit for each word; after ten rounds it begins again. */
  private static final String[] WORD_ORDER = {
    "0123456789abcdef",
    "ea489fd61c02b753",
    "b8c052fdae367194",
    "7931dcbe265a40f8",
    "905724afe1bc683d",
    "2c6a0b834d75fe19",
    "c51fed4a0763928b",
    "db7ec13950f4862a",
    "6fe9b308c2d714a5",
    "a2847615fb9e3cd0"
  };

  /** Which words of the state the eight mixings of a round take: columns, then diagonals. */
  private static final int[][] MIXED = {
    {0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15},
    {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14}
  };

  private final long[] hash = INITIAL.clone();

  private Blake2b(int digestBytes) {
    hash[0] ^= 0x01010000L ^ digestBytes;
  }

  /**
   * The digest of a text's bytes.
   *
   * @param digestBytes its length, 1 to 64
   */
  static byte[] digest(byte[] input, int digestBytes) {
    if (digestBytes < 1 || digestBytes > MAX_DIGEST_BYTES) {
      throw new IllegalArgumentException("BLAKE2b has 1 to 64 bytes, not " + digestBytes);
    }
    Blake2b blake2b = new Blake2b(digestBytes);
    int offset = 0;
    while (input.length - offset > BLOCK_BYTES) {
      int end = offset + BLOCK_BYTES;
      blake2b.compress(Arrays.copyOfRange(input, offset, end), end, false);
      offset = end;
    }
    blake2b.compress(Arrays.copyOfRange(input, offset, offset + BLOCK_BYTES), input.length, true);
    return blake2b.first(digestBytes);
  }

  private void compress(byte[] block, int bytesUntilHere, boolean isLast) {
    long[] words = new long[16];
    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    long[] state = Arrays.copyOf(hash, 16);
    System.arraycopy(INITIAL, 0, state, 8, 8);
    state[12] ^= bytesUntilHere;
    state[14] ^= isLast ? -1 : 0;
    for (int round = 0; round < ROUNDS; round++) {
      mix(state, words, WORD_ORDER[round % WORD_ORDER.length]);
    }
    for (int i = 0; i < hash.length; i++) {
      hash[i] ^= state[i] ^ state[i + 8];
    }
  }

  private static void mix(long[] state, long[] words, String order) {
    for (int i = 0; i < MIXED.length; i++) {
      long x = words[Character.digit(order.charAt(2 * i), 16)];
      long y = words[Character.digit(order.charAt(2 * i + 1), 16)];
      mix(state, MIXED[i], x, y);
    }
  }

  private static void mix(long[] v, int[] at, long x, long y) {
    v[at[0]] += v[at[1]] + x;
    v[at[3]] = Long.rotateRight(v[at[3]] ^ v[at[0]], 32);
    v[at[2]] += v[at[3]];
    v[at[1]] = Long.rotateRight(v[at[1]] ^ v[at[2]], 24);
    v[at[0]] += v[at[1]] + y;
    v[at[3]] = Long.rotateRight(v[at[3]] ^ v[at[0]], 16);
    v[at[2]] += v[at[3]];
    v[at[1]] = Long.rotateRight(v[at[1]] ^ v[at[2]], 63);
  }

  private byte[] first(int digestBytes) {
    ByteBuffer all = ByteBuffer.allocate(MAX_DIGEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.asLongBuffer().put(hash);
    return Arrays.copyOf(all.array(), digestBytes);
  }
}
