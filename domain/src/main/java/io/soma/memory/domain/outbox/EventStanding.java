package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * What decides whether an event may be replayed or discarded.
 *
 * @param overtaken whether a newer write of the tenant to the same address is confirmed, or on its
 *     way, so that a replay of this one would overwrite it
 */
public record EventStanding(
    EventId id,
    TenantId tenant,
    OrderingKey orderingKey,
    EventStatus status,
    boolean confirmed,
    boolean overtaken) {}
