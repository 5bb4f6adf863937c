package io.soma.memory.domain.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 over parts, each with its length before it, so that no two lists of parts meet. */
final class HashedParts {

  private final MessageDigest sha256;

  HashedParts() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  HashedParts add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  HashedParts add(byte[] part) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    sha256.update(part);
    return this;
  }

  byte[] hash() {
    return sha256.digest();
  }

  /** The hash's first 16 bytes in the shape of a UUID of version 4. */
  UUID uuid() {
    ByteBuffer hash = ByteBuffer.wrap(hash());
    long high = (hash.getLong() & ~0xF000L) | 0x4000L;
    long low = (hash.getLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low);
  }
}
