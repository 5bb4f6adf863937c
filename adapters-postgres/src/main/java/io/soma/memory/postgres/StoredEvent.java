package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A row of the table as the model's event. */
final class StoredEvent {

  static final List<Field<?>> COLUMNS =
      List.of(
          OUTBOX_EVENTS.ID,
          OUTBOX_EVENTS.CREATED_AT,
          OUTBOX_EVENTS.RETRIES,
          OUTBOX_EVENTS.NAMESPACE,
          OUTBOX_EVENTS.TOPIC,
          OUTBOX_EVENTS.ORDERING_KEY,
          OUTBOX_EVENTS.REQUEST_ID,
          OUTBOX_EVENTS.IDEMPOTENCY_KEY,
          OUTBOX_EVENTS.PAYLOAD,
          OUTBOX_EVENTS.TRACEPARENT);

  private StoredEvent() {}

  static OutboxEvent of(Record row) {
    return new OutboxEvent(
        new EventId(row.get(OUTBOX_EVENTS.ID)),
        row.get(OUTBOX_EVENTS.CREATED_AT).toInstant(),
        row.get(OUTBOX_EVENTS.RETRIES),
        delivery(row));
  }

  private static Delivery delivery(Record row) {
    return new Delivery(
        Namespace.of(row.get(OUTBOX_EVENTS.NAMESPACE)),
        WriteOperation.ofTopic(row.get(OUTBOX_EVENTS.TOPIC)),
        Coordinate.ofCanonical(row.get(OUTBOX_EVENTS.ORDERING_KEY)),
        new RequestId(row.get(OUTBOX_EVENTS.REQUEST_ID)),
        new IdempotencyKey(row.get(OUTBOX_EVENTS.IDEMPOTENCY_KEY)),
        CompactJson.of(row.get(OUTBOX_EVENTS.PAYLOAD).data()),
        traceParent(row.get(OUTBOX_EVENTS.TRACEPARENT)));
  }

  private static @Nullable TraceParent traceParent(@Nullable String text) {
    return text == null ? null : new TraceParent(text);
  }
}
