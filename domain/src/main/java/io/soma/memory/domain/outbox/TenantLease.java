package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * A right over one tenant's events, for a while.
 *
 * @param holder the instance that holds it
 * @param fencingToken grows with every change of holder; a statement with an older one changes
 *     nothing
 */
public record TenantLease(TenantId tenant, LeaseRight right, String holder, long fencingToken) {}
