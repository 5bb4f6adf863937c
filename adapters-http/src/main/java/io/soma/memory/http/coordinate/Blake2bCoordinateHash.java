package io.soma.memory.http.coordinate;

import io.soma.memory.domain.write.Coordinate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The coordinates that the memory service's clients have always used.
 *
 * <p>BLAKE2b with a 12-byte digest, no key and no salt, over the UTF-8 of {@code universe::key};
 * each 4 bytes, as a big-endian unsigned k, give (k - 2^31) / 2^31, which is exact in a double.
 */
final class Blake2bCoordinateHash {

  private static final int DIGEST_BYTES = 12;
  private static final double HALF_RANGE = 1L << 31;

  private Blake2bCoordinateHash() {}

  static Coordinate coordinateOf(String universe, String key) {
    return ofDigest(digest(universe + "::" + key));
  }

  static Coordinate ofDigest(byte[] digest) {
    ByteBuffer parts = ByteBuffer.wrap(digest);
    return NumericCoordinates.of(part(parts.getInt()), part(parts.getInt()), part(parts.getInt()));
  }

  private static byte[] digest(String text) {
    return Blake2b.digest(text.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES);
  }

  private static double part(int bits) {
    return (Integer.toUnsignedLong(bits) - HALF_RANGE) / HALF_RANGE;
  }
}
