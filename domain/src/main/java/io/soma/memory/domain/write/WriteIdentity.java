package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which write this is: to logs, to the memory service and to the outbox.
 *
 * @param idempotencyKey the key that every call for this write carries
 * @param dedupeKey the key that keeps it to one row in the outbox
 * @param fingerprint the hash of its effect; null for a write that came through a transport, or
 *     that was queued before there were fingerprints
 * @param source the source of the keys; null for a write that is stored already
 */
public record WriteIdentity(
    RequestId requestId,
    IdempotencyKey idempotencyKey,
    DedupeKey dedupeKey,
    @Nullable Fingerprint fingerprint,
    @Nullable KeySource source) {

  /** One that was stored already. */
  public WriteIdentity(RequestId requestId, IdempotencyKey idempotencyKey, DedupeKey dedupeKey) {
    this(requestId, idempotencyKey, dedupeKey, null, null);
  }

  /** Whether its caller named its key. */
  public boolean isNamed() {
    return source != null && source.isNamed();
  }

  /** Whether it may be told apart by a number from an earlier write under its request id. */
  public boolean mayBeNumbered() {
    return source != null && fingerprint != null && !source.isNamed();
  }

  /** The same as a store gives it back. */
  public WriteIdentity asStored() {
    return new WriteIdentity(requestId, idempotencyKey, dedupeKey);
  }

  /**
   * The same write as a new one, for a write that does not repeat the earlier one with its request
   * id.
   *
   * @param number distinguishes the two writes
   * @throws IllegalStateException if the caller named the key, or the write was stored already
   */
  WriteIdentity numbered(TenantId tenant, long number) {
    if (source == null || fingerprint == null || source.isNamed()) {
      throw new IllegalStateException("only a new write without a named key takes a number");
    }
    return source.identity(tenant, requestId, fingerprint, number);
  }
}
