package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.tenant.TenantId;

/** Too many of a tenant's writes wait already; try again when some have been delivered. */
public final class OutboxFullException extends SomaMemoryException {

  private final TenantId tenant;
  private final long pending;
  private final long limit;

  public OutboxFullException(TenantId tenant, long pending, long limit) {
    super(
        "the outbox of tenant "
            + tenant
            + " is full: "
            + pending
            + " writes wait, the limit is "
            + limit
            + " (SOMABRAIN_OUTBOX_BACKPRESSURE)");
    this.tenant = tenant;
    this.pending = pending;
    this.limit = limit;
  }

  /** The tenant whose outbox is full. */
  public TenantId tenant() {
    return tenant;
  }

  /** How many writes wait. */
  public long pending() {
    return pending;
  }

  /** How many may. */
  public long limit() {
    return limit;
  }
}
