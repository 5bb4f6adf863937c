package io.soma.memory.postgres.enqueue;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.EventStandings;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Looks up earlier writes. */
public final class KnownWrites {

  /**
   * A row that was found.
   *
   * @param token of the call of enqueue that added it; null for one of an earlier version
   */
  public record Found(KnownWrite write, @Nullable Long token) {}

  private KnownWrites() {}

  /** The write that is there under this key, if this transaction may see it. */
  public static Optional<Found> find(DSLContext sql, DedupeKey key) {
    return first(sql, OUTBOX_EVENTS.DEDUPE_KEY.eq(key.value()));
  }

  /** The newest unconfirmed write of an address; the index gives the newest first. */
  static Optional<Found> newestUnconfirmed(DSLContext sql, Delivery ofAddress) {
    return first(
        sql,
        Sql.unconfirmed(ofAddress.tenant())
            .and(OUTBOX_EVENTS.ORDERING_KEY.eq(ofAddress.orderingKey().value())));
  }

  private static Optional<Found> first(DSLContext sql, Condition which) {
    return sql.select(
            OUTBOX_EVENTS.ID,
            OUTBOX_EVENTS.REQUEST_ID,
            OUTBOX_EVENTS.TOPIC,
            OUTBOX_EVENTS.IDEMPOTENCY_KEY,
            OUTBOX_EVENTS.FINGERPRINT,
            OUTBOX_EVENTS.ENQUEUE_TOKEN,
            OUTBOX_EVENTS.LAST_ERROR)
        .from(OUTBOX_EVENTS)
        .where(which)
        .orderBy(OUTBOX_EVENTS.ID.desc())
        .limit(1)
        .fetchOptional()
        .flatMap(row -> found(sql, row));
  }

  private static Optional<Found> found(DSLContext sql, Record row) {
    EventId id = new EventId(row.get(OUTBOX_EVENTS.ID));
    byte[] fingerprint = row.get(OUTBOX_EVENTS.FINGERPRINT);
    return EventStandings.of(sql, List.of(id)).stream()
        .findFirst()
        .map(
            standing ->
                new KnownWrite(
                    standing,
                    new RequestId(row.get(OUTBOX_EVENTS.REQUEST_ID)),
                    row.get(OUTBOX_EVENTS.TOPIC),
                    new IdempotencyKey(row.get(OUTBOX_EVENTS.IDEMPOTENCY_KEY)),
                    fingerprint == null ? null : Fingerprint.ofBytes(fingerprint),
                    row.get(OUTBOX_EVENTS.LAST_ERROR)))
        .map(write -> new Found(write, row.get(OUTBOX_EVENTS.ENQUEUE_TOKEN)));
  }
}
