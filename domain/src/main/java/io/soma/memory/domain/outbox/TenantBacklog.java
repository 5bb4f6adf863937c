package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;

/**
 * The unconfirmed events of one tenant, in numbers.
 *
 * @param unconfirmed events that the memory service has not confirmed, failed ones left out
 * @param pending those of them that the transport has not acknowledged
 * @param oldest when the oldest unconfirmed one was created, by the database's clock
 */
public record TenantBacklog(TenantId tenant, long unconfirmed, long pending, Instant oldest) {}
