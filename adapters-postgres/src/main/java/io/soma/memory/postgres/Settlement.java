package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** How events end: confirmed or failed; and how they leave the table. */
final class Settlement {

  private final Duration retention;

  Settlement(Duration retention) {
    this.retention = retention;
  }

  int confirm(DSLContext sql, TenantId tenant, List<EventId> ids) {
    CommonTableExpression<?> taken = takenFromTheList(Sql.listedAsPending(tenant, ids));
    if (retention.isZero()) {
      return sql.with(taken).delete(OUTBOX_EVENTS).where(Sql.listed(tenant, ids)).execute();
    }
    return sql.with(taken)
        .update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.STATUS, Sql.SENT)
        .set(OUTBOX_EVENTS.CONFIRMED_AT, Sql.now())
        .setNull(OUTBOX_EVENTS.LAST_ERROR)
        .setNull(OUTBOX_EVENTS.FAILED_AT)
        .where(Sql.listed(tenant, ids))
        .and(OUTBOX_EVENTS.CONFIRMED_AT.isNull())
        .execute();
  }

  int fail(DSLContext sql, TenantId tenant, EventId id, String error) {
    // A repeated call notes the same attempt.
    return sql.with(takenFromTheList(Sql.listedAsPending(tenant, List.of(id))))
        .update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.STATUS, Sql.FAILED)
        .set(OUTBOX_EVENTS.FAILED_AT, Sql.now())
        .set(OUTBOX_EVENTS.LAST_ERROR, StorableText.of(error))
        .set(
            OUTBOX_EVENTS.RETRIES,
            OUTBOX_EVENTS.RETRIES.plus(
                DSL.when(OUTBOX_EVENTS.STATUS.eq(Sql.FAILED), 0).otherwise(1)))
        .where(Sql.listed(tenant, List.of(id)))
        .and(OUTBOX_EVENTS.CONFIRMED_AT.isNull())
        .execute();
  }

  int spendAttempt(DSLContext sql, TenantId tenant, EventId id, String error, int allowed) {
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
                    .where(Sql.listed(tenant, List.of(id)))
                    .and(Sql.IS_UNCONFIRMED)
                    .returning(OUTBOX_EVENTS.RETRIES));
    Condition hasFailed =
        DSL.exists(DSL.selectOne().from(spent).where(retriesOf(spent).ge(allowed)));
    return sql.with(
            spent, takenFromTheList(Sql.listedAsPending(tenant, List.of(id)).and(hasFailed)))
        .select(retriesOf(spent))
        .from(spent)
        .fetchOptional()
        .map(row -> row.value1())
        .orElse(0);
  }

  int purge(DSLContext sql, int limit) {
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

  // A statement that settles events takes them from the list too, for those that a relay was killed
  // before it marked, and for those that were never published.
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
