package io.soma.memory.domain.write;

import io.soma.memory.domain.tenant.TenantId;
import java.util.UUID;

/** Unique in the outbox: {@code tenant:hash}. */
public record DedupeKey(String value) {

  /** The key of a tenant's write. */
  public static DedupeKey of(TenantId tenant, UUID hash) {
    return new DedupeKey(tenant.value() + ":" + hash);
  }

  @Override
  public String toString() {
    return value;
  }
}
