package io.soma.memory.postgres.admin;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.postgres.row.EventStandings;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Sets events pending again, unless a newer write overtook them.
 *
 * @param force also those that a newer write overtook, and confirmed ones; none is held back then
 * @param hold how long failed events are held back at least
 */
record RequeueStatement(TenantId tenant, boolean force, Duration hold) {

  // By the index; see InstanceRows.
  private static final Field<Long> LONGEST_OF_OTHERS =
      DSL.field(
          "(SELECT max(replay_hold_millis) FROM outbox_instances"
              + " WHERE instance >= '00000000-0000-0000-0000-000000000000')",
          Long.class);

  private static final Duration NO_HOLD = Duration.ofDays(1);
  private static final Condition IS_FAILED = OUTBOX_EVENTS.STATUS.eq(Sql.FAILED);

  /** In one transaction, during which no other write of the tenant is committed. */
  List<EventId> execute(DSLContext sql, List<EventId> ids) {
    return Sql.inTransaction(
        sql,
        inside -> {
          // A statement of its own, so that the next one sees writes committed while this one
          // waited.
          EnqueueLock.take(inside, tenant.value());
          List<EventId> allowed =
              EventStandings.of(inside, ids).stream()
                  .filter(standing -> standing.tenant().equals(tenant))
                  .filter(standing -> standing.mayBeRequeued(force))
                  .map(EventStanding::id)
                  .toList();
          return requeue(inside, allowed);
        });
  }

  private List<EventId> requeue(DSLContext sql, List<EventId> ids) {
    List<EventId> requeued = setPending(sql, ids);
    sql.insertInto(OUTBOX_PENDING, OUTBOX_PENDING.TENANT_ID, OUTBOX_PENDING.ID)
        .select(
            DSL.select(DSL.val(tenant.value()), DSL.field("id", Long.class))
                .from("unnest({0}) AS requeued (id)", DSL.val(Sql.array(requeued))))
        .onConflictDoNothing()
        .execute();
    return requeued;
  }

  private List<EventId> setPending(DSLContext sql, List<EventId> ids) {
    return sql
        .update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.STATUS, Sql.PENDING)
        .set(OUTBOX_EVENTS.RETRIES, 0)
        .setNull(OUTBOX_EVENTS.LAST_ERROR)
        .setNull(OUTBOX_EVENTS.FAILED_AT)
        .setNull(OUTBOX_EVENTS.CONFIRMED_AT)
        .set(OUTBOX_EVENTS.HELD_UNTIL, heldUntil())
        .where(Sql.listed(tenant, ids))
        .and(isNotOvertaken())
        .returningResult(OUTBOX_EVENTS.ID)
        .fetch(row -> new EventId(row.value1()))
        .stream()
        .sorted()
        .toList();
  }

  // Once more, as a direct write may have been noted since the standings were read.
  private Condition isNotOvertaken() {
    return force ? DSL.noCondition() : DSL.not(IS_FAILED).or(OUTBOX_EVENTS.OVERTAKEN_AT.isNull());
  }

  // Another value for each replay, as it tells every instance that the event must be sent. For a
  // forced one, a hold that is long over, also if the clock steps back.
  private Field<OffsetDateTime> heldUntil() {
    return force
        ? Sql.beforeThisStatement(NO_HOLD)
        : DSL.when(IS_FAILED, Sql.nowPlus(hold, LONGEST_OF_OTHERS))
            .otherwise(OUTBOX_EVENTS.HELD_UNTIL);
  }
}
