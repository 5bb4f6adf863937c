package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.IdempotencyKey;

/** Unique in the outbox: {@code tenant:idempotencyKey}. */
public record DedupeKey(String value) {

  /** The key of a tenant's write. */
  public static DedupeKey of(TenantId tenant, IdempotencyKey idempotencyKey) {
    return new DedupeKey(tenant.value() + ":" + idempotencyKey);
  }

  @Override
  public String toString() {
    return value;
  }
}
