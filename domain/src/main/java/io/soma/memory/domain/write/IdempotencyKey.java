package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What every retry and replay of one write carries, so that it takes effect once. */
public record IdempotencyKey(UUID value) {

  private static final int UUID_LENGTH = 36;

  /**
   * The key of a request: its id if that is a UUID, else the first 16 bytes of SHA-256 of {@code
   * tenant LF requestId}, shaped as UUID version 4.
   */
  public static IdempotencyKey derive(TenantId tenant, RequestId requestId) {
    if (isUuid(requestId.value())) {
      return new IdempotencyKey(UUID.fromString(requestId.value()));
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256(tenant.value() + "\n" + requestId.value()));
    long high = (hash.getLong() & ~0xF000L) | 0x4000L;
    long low = (hash.getLong() & ~(3L << 62)) | (1L << 63);
    return new IdempotencyKey(new UUID(high, low));
  }

  // UUID.fromString alone also takes shorter groups.
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
