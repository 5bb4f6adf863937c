package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;

/**
 * An event's row as it is, also where this version cannot read the write in it: another version may
 * have written it, or a person.
 *
 * @param createdAt by the database's clock
 * @param retries how many attempts this very record has spent
 * @param address the coordinate that it writes to, which is its ordering key
 * @param body one JSON object
 */
public record EventRow(
    EventId id,
    TenantId tenant,
    Instant createdAt,
    int retries,
    String topic,
    String address,
    String requestId,
    String dedupeKey,
    String body) {

  static EventRow of(OutboxEvent event) {
    return new EventRow(
        event.id(),
        event.tenant(),
        event.createdAt(),
        event.retries(),
        event.delivery().operation().topic(),
        event.delivery().orderingKey().value(),
        event.delivery().requestId().value(),
        event.delivery().dedupeKey().value(),
        event.delivery().body());
  }
}
