package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/** What an event writes to, among all tenants. */
public record EventAddress(TenantId tenant, OrderingKey orderingKey) {}
