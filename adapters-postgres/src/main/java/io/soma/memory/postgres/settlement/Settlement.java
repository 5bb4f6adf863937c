package io.soma.memory.postgres.settlement;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.Overtaking;
import io.soma.memory.postgres.row.StorableText;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** How events end: confirmed or failed; and how they leave the table. */
public final class Settlement {

  // A statement that settles events takes them from the list too, for those that a relay was killed
  // before it marked, and for those that were never published. And it notes that the confirmed
  // events overtook the older failed events of their addresses, because their rows are removed
  // later. After a restore an id may be given again: the write that has it now stays as it is, in
  // the list too.
  private static final String CONFIRMING =
      """
      WITH taken AS (DELETE FROM outbox_pending WHERE tenant_id = {0} AND id = ANY ({1})
          AND NOT EXISTS (SELECT FROM outbox_events AS other WHERE other.tenant_id = {0}
            AND other.id = outbox_pending.id AND other.dedupe_key <> ALL ({2})) AND {3}),
        confirmed AS (%s
          WHERE tenant_id = {0} AND id = ANY ({1}) AND dedupe_key = ANY ({2}) %s AND {3}
          RETURNING id, ordering_key, topic)
      UPDATE outbox_events AS failed SET overtaken_at = clock_timestamp()
      FROM confirmed
      WHERE failed.confirmed_at IS NULL AND failed.status = 'failed'
        AND failed.overtaken_at IS NULL AND failed.tenant_id = {0}
        AND failed.ordering_key = confirmed.ordering_key AND failed.id < confirmed.id
        AND failed.id <> ALL ({1}) AND %s\
      """;

  private static final String STAMP =
      """
      UPDATE outbox_events SET status = 'sent', confirmed_at = clock_timestamp(),
          last_error = NULL, failed_at = NULL\
      """;

  private static final String ON_DISK = "AND " + Sql.IS_COMMITTED_ON_DISK;

  private static final String CONFIRM = confirming(STAMP, ON_DISK + " AND confirmed_at IS NULL");

  private static final String CONFIRM_AND_DELETE = confirming("DELETE FROM outbox_events", ON_DISK);

  /** When the event was overtaken: earlier, or by a write that is confirmed now. */
  private static final Field<OffsetDateTime> OVERTAKEN_AT =
      DSL.field(
          """
          coalesce(outbox_events.overtaken_at, (
            SELECT clock_timestamp() FROM outbox_events AS newer
            WHERE newer.tenant_id = outbox_events.tenant_id
              AND newer.ordering_key = outbox_events.ordering_key
              AND newer.id > outbox_events.id AND newer.confirmed_at IS NOT NULL
              AND %s LIMIT 1))\
          """
              .replace("%s", Overtaking.between("newer", "outbox_events")),
          OffsetDateTime.class);

  private final Duration retention;
  private final DeliveryTokens tokens;

  /**
   * @param tokens of the rights under which events are settled
   */
  public Settlement(Duration retention, DeliveryTokens tokens) {
    this.retention = retention;
    this.tokens = tokens;
  }

  /** Confirms events. An id that another write has now is left alone. */
  public int confirm(DSLContext sql, TenantId tenant, List<OutboxEvent> events) {
    String[] keys =
        events.stream().map(event -> event.delivery().dedupeKey().value()).toArray(String[]::new);
    return sql.execute(
        retention.isZero() ? CONFIRM_AND_DELETE : CONFIRM,
        DSL.val(tenant.value()),
        DSL.val(Sql.array(events.stream().map(OutboxEvent::id).toList())),
        DSL.val(keys),
        tokens.isLatest(tenant));
  }

  private static String confirming(String change, String condition) {
    return String.format(
        Locale.ROOT, CONFIRMING, change, condition, Overtaking.between("confirmed", "failed"));
  }

  public int fail(DSLContext sql, SettledRow row, String error) {
    Condition mayFail = mayBeSettled(row);
    // A repeated call notes the same attempt.
    return sql.with(takenFromTheList(row.inList().and(mayFail)))
        .update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.STATUS, Sql.FAILED)
        .set(OUTBOX_EVENTS.FAILED_AT, Sql.now())
        .set(OUTBOX_EVENTS.OVERTAKEN_AT, OVERTAKEN_AT)
        .set(OUTBOX_EVENTS.LAST_ERROR, StorableText.of(error))
        .set(
            OUTBOX_EVENTS.RETRIES,
            OUTBOX_EVENTS.RETRIES.plus(
                DSL.when(OUTBOX_EVENTS.STATUS.eq(Sql.FAILED), 0).otherwise(1)))
        .where(row.inEvents())
        .and(mayFail)
        .and(Sql.COMMITTED_ON_DISK)
        .and(OUTBOX_EVENTS.CONFIRMED_AT.isNull())
        .execute();
  }

  public int spendAttempt(DSLContext sql, SettledRow row, String error, int allowed) {
    Condition isLast = OUTBOX_EVENTS.RETRIES.plus(1).ge(allowed);
    CommonTableExpression<?> spent =
        DSL.name("spent")
            .as(
                DSL.update(OUTBOX_EVENTS)
                    .set(OUTBOX_EVENTS.RETRIES, OUTBOX_EVENTS.RETRIES.plus(1))
                    .set(OUTBOX_EVENTS.LAST_ERROR, StorableText.of(error))
                    .set(
                        OUTBOX_EVENTS.STATUS,
                        DSL.when(isLast, DSL.val(Sql.FAILED)).otherwise(OUTBOX_EVENTS.STATUS))
                    .set(OUTBOX_EVENTS.FAILED_AT, DSL.when(isLast, Sql.now()))
                    .set(OUTBOX_EVENTS.OVERTAKEN_AT, OVERTAKEN_AT)
                    .where(row.inEvents())
                    .and(mayBeSettled(row))
                    .and(Sql.COMMITTED_ON_DISK)
                    .and(Sql.IS_UNCONFIRMED)
                    .returning(OUTBOX_EVENTS.RETRIES));
    Condition hasFailed =
        DSL.exists(DSL.selectOne().from(spent).where(retriesOf(spent).ge(allowed)));
    return sql.with(spent, takenFromTheList(row.inList().and(hasFailed)))
        .select(retriesOf(spent))
        .from(spent)
        .fetchOptional()
        .map(found -> found.value1())
        .orElse(0);
  }

  // An operator gives up whichever write it is, and holds no right.
  private Condition mayBeSettled(SettledRow row) {
    return row.write() == null ? DSL.noCondition() : tokens.isLatest(row.tenant());
  }

  public int purge(DSLContext sql, int limit) {
    return sql.deleteFrom(OUTBOX_EVENTS)
        .where(
            OUTBOX_EVENTS.ID.in(
                DSL.select(OUTBOX_EVENTS.ID)
                    .from(OUTBOX_EVENTS)
                    .where(OUTBOX_EVENTS.CONFIRMED_AT.le(Sql.beforeThisStatement(retention)))
                    .orderBy(OUTBOX_EVENTS.CONFIRMED_AT)
                    .limit(limit)
                    // Another instance purges the same end of the table.
                    .forUpdate()
                    .skipLocked()))
        .execute();
  }

  private static CommonTableExpression<?> takenFromTheList(Condition events) {
    return DSL.name("taken")
        .as(DSL.deleteFrom(OUTBOX_PENDING).where(events).returning(OUTBOX_PENDING.ID));
  }

  private static Field<Integer> retriesOf(CommonTableExpression<?> spent) {
    return DSL.field(
        spent.getUnqualifiedName().append(OUTBOX_EVENTS.RETRIES.getUnqualifiedName()),
        Integer.class);
  }
}
