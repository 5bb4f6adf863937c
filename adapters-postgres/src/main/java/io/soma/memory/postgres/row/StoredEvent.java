package io.soma.memory.postgres.row;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_IDENTITY;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventRow;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A row of the table as the model's event. */
public final class StoredEvent {

  public static final List<Field<?>> COLUMNS =
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
          OUTBOX_EVENTS.TRACEPARENT,
          OUTBOX_EVENTS.DEDUPE_KEY,
          OUTBOX_EVENTS.TENANT_ID);

  /** Which outbox every row is of; not a column of the table, but of each query. */
  public static final Field<UUID> IDENTITY =
      DSL.field(DSL.select(OUTBOX_IDENTITY.IDENTITY).from(OUTBOX_IDENTITY)).as("outbox");

  /** The same for a statement that is text. */
  public static final String NAMES =
      COLUMNS.stream().map(Field::getName).collect(Collectors.joining(", "));

  private StoredEvent() {}

  public static OutboxEvent of(Record row) {
    return new OutboxEvent(
        new OutboxIdentity(row.get(IDENTITY)),
        new EventId(row.get(OUTBOX_EVENTS.ID)),
        row.get(OUTBOX_EVENTS.CREATED_AT).toInstant(),
        row.get(OUTBOX_EVENTS.RETRIES),
        delivery(row));
  }

  /**
   * The current row, which begins with {@link #NAMES} and has the outbox's identity behind them: by
   * position, as it is read so often.
   */
  public static OutboxEvent of(ResultSet row) throws SQLException {
    return new OutboxEvent(
        new OutboxIdentity(row.getObject(13, UUID.class)),
        new EventId(row.getLong(1)),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getInt(3),
        new Delivery(
            new Namespace(row.getString(4), new TenantId(row.getString(12))),
            WriteOperation.ofTopic(row.getString(5)),
            new Coordinate(row.getString(6)),
            new WriteIdentity(
                new RequestId(row.getString(7)),
                new IdempotencyKey(row.getObject(8, UUID.class)),
                new DedupeKey(row.getString(11))),
            CompactJson.of(row.getString(9)),
            traceParent(row.getString(10))));
  }

  /** The row as it is, readable or not. */
  public static EventRow asItIs(Record row) {
    return new EventRow(
        new EventId(row.get(OUTBOX_EVENTS.ID)),
        new TenantId(row.get(OUTBOX_EVENTS.TENANT_ID)),
        row.get(OUTBOX_EVENTS.CREATED_AT).toInstant(),
        row.get(OUTBOX_EVENTS.RETRIES),
        row.get(OUTBOX_EVENTS.TOPIC),
        row.get(OUTBOX_EVENTS.ORDERING_KEY),
        row.get(OUTBOX_EVENTS.REQUEST_ID),
        row.get(OUTBOX_EVENTS.DEDUPE_KEY),
        CompactJson.of(row.get(OUTBOX_EVENTS.PAYLOAD).data()));
  }

  public static Delivery delivery(Record row) {
    return new Delivery(
        new Namespace(
            row.get(OUTBOX_EVENTS.NAMESPACE), new TenantId(row.get(OUTBOX_EVENTS.TENANT_ID))),
        WriteOperation.ofTopic(row.get(OUTBOX_EVENTS.TOPIC)),
        new Coordinate(row.get(OUTBOX_EVENTS.ORDERING_KEY)),
        new WriteIdentity(
            new RequestId(row.get(OUTBOX_EVENTS.REQUEST_ID)),
            new IdempotencyKey(row.get(OUTBOX_EVENTS.IDEMPOTENCY_KEY)),
            new DedupeKey(row.get(OUTBOX_EVENTS.DEDUPE_KEY))),
        CompactJson.of(row.get(OUTBOX_EVENTS.PAYLOAD).data()),
        traceParent(row.get(OUTBOX_EVENTS.TRACEPARENT)));
  }

  private static @Nullable TraceParent traceParent(@Nullable String text) {
    return text == null ? null : new TraceParent(text);
  }
}
