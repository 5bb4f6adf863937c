package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * How many events of a tenant are in the outbox.
 *
 * @param sent those that the transport has, and the confirmed ones that are kept
 */
public record TenantCounts(TenantId tenant, long pending, long sent, long failed) {

  /** All of them. */
  public long total() {
    return pending + sent + failed;
  }
}
