package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The source of a write's keys: the key that its caller named, or else its request id.
 *
 * <p>Each key is made of the first 16 bytes of SHA-256 over length-prefixed parts: tenant, {@code
 * named} or {@code request}, the name, the index in a batch, the fingerprint, and the number.
 * Retries of a write carry the same key, other content carries another, and no tenant's key meets
 * another's.
 *
 * @param isNamed whether the caller named the key
 * @param name the named key, or the request id
 * @param batchIndex the write's place in its batch; null outside a batch
 */
public record KeySource(boolean isNamed, String name, @Nullable Integer batchIndex) {

  /** The keys of a write with this content. */
  public WriteIdentity identity(TenantId tenant, RequestId requestId, Fingerprint fingerprint) {
    return identity(tenant, requestId, fingerprint, null);
  }

  /**
   * The same, apart from an earlier write under the same request id that this one does not repeat.
   *
   * @param number distinguishes two writes of one source; null for none
   */
  WriteIdentity identity(
      TenantId tenant, RequestId requestId, Fingerprint fingerprint, @Nullable Long number) {
    HashedParts parts = parts(tenant).add(fingerprint.bytes());
    if (number != null) {
      parts.add(Long.toString(number));
    }
    IdempotencyKey key = new IdempotencyKey(parts.uuid());
    // Under a named key other content must be found, and refused.
    DedupeKey dedupeKey =
        isNamed ? DedupeKey.of(tenant, parts(tenant).uuid()) : DedupeKey.of(tenant, key.value());
    return new WriteIdentity(requestId, key, dedupeKey, fingerprint, this);
  }

  private HashedParts parts(TenantId tenant) {
    HashedParts parts =
        new HashedParts().add(tenant.value()).add(isNamed ? "named" : "request").add(name);
    return batchIndex == null ? parts : parts.add(Integer.toString(batchIndex));
  }
}
