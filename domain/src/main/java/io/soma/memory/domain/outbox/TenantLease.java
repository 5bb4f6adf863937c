package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * The right to relay one tenant's events, for a while.
 *
 * @param holder the instance that holds it
 * @param fencingToken grows with every change of holder; a statement with an older one changes
 *     nothing
 */
public record TenantLease(TenantId tenant, String holder, long fencingToken) {}
