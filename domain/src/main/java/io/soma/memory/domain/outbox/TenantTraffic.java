package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * What moved of a tenant between two marks.
 *
 * @param queued events that came into the outbox
 * @param confirmed events that the memory service confirmed
 */
public record TenantTraffic(TenantId tenant, long queued, long confirmed) {}
