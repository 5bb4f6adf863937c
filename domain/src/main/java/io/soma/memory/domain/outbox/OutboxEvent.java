package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import java.time.Instant;

/**
 * A write that waits in the outbox or travels from it. Applied only where outbox, id, dedupe key
 * and body are those of a row: a transport keeps all of it as it is.
 *
 * @param createdAt by the database's clock
 * @param retries how many attempts this very record has spent
 */
public record OutboxEvent(
    OutboxIdentity outbox, EventId id, Instant createdAt, int retries, Delivery delivery) {

  /** The tenant that the event belongs to. */
  public TenantId tenant() {
    return delivery.tenant();
  }
}
