package io.soma.memory.http.coordinate;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The parts behind a tenant's coordinates at the memory service: a part by which they are known,
 * and three of 32 bits each, which are the first 12 bytes of SHA-256 over the tenant's id.
 *
 * <p>All suffixes have as many parts, and those of two tenants differ, so that no coordinate ends
 * in both.
 *
 * @param text begins with a comma
 */
record TenantSuffix(String text) {

  /** "SOMA" in ASCII as a part of a coordinate. */
  private static final double KNOWN_BY = part(0x534F4D41);

  private static final String KNOWN_BY_TEXT = NumericCoordinates.of(KNOWN_BY).text();
  private static final int HASHED_PARTS = 3;

  /** So that the hash is nothing else's. */
  private static final String PURPOSE = "soma-memory tenant coordinates 1:";

  static TenantSuffix of(TenantId tenant) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(PURPOSE + tenant.value()));
    Coordinate parts =
        NumericCoordinates.of(
            KNOWN_BY, part(hash.getInt()), part(hash.getInt()), part(hash.getInt()));
    return new TenantSuffix("," + parts.text());
  }

  /** Whether a canonical text ends in the suffix of any tenant, or in text of that form. */
  static boolean isAtEndOf(String canonical) {
    int comma = canonical.length();
    for (int part = 0; part <= HASHED_PARTS && comma >= 0; part++) {
      comma = canonical.lastIndexOf(',', comma - 1);
    }
    return comma > 0 && canonical.startsWith(KNOWN_BY_TEXT + ",", comma + 1);
  }

  /** A canonical text without this suffix; empty if it does not end in it. */
  Optional<String> removedFrom(String canonical) {
    return canonical.endsWith(text)
        ? Optional.of(canonical.substring(0, canonical.length() - text.length()))
        : Optional.empty();
  }

  /** 32 bits as the memory service's clients make parts of them. */
  private static double part(int bits) {
    return (Integer.toUnsignedLong(bits) - 0x1p31) / 0x1p31;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
