package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/** The place that an event writes to: its tenant and coordinate. */
public record EventAddress(TenantId tenant, OrderingKey orderingKey) {}
