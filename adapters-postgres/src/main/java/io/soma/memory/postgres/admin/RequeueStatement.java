package io.soma.memory.postgres.admin;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.postgres.row.EventStandings;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Sets events pending again, unless a newer write overtook them. */
final class RequeueStatement {

  private RequeueStatement() {}

  /** In one transaction, during which no other write of the tenant is committed. */
  static List<EventId> execute(DSLContext sql, TenantId tenant, List<EventId> ids, boolean force) {
    return sql.transactionResult(
        transaction -> {
          DSLContext inside = transaction.dsl();
          // A statement of its own, so that the next one sees writes committed while this one
          // waited.
          EnqueueLock.take(inside, tenant.value());
          List<EventId> allowed =
              EventStandings.of(inside, ids).stream()
                  .filter(standing -> standing.tenant().equals(tenant))
                  .filter(standing -> standing.mayBeRequeued(force))
                  .map(EventStanding::id)
                  .toList();
          return requeue(inside, tenant, allowed);
        });
  }

  private static List<EventId> requeue(DSLContext sql, TenantId tenant, List<EventId> ids) {
    List<EventId> requeued = setPending(sql, tenant, ids);
    sql.insertInto(OUTBOX_PENDING, OUTBOX_PENDING.TENANT_ID, OUTBOX_PENDING.ID)
        .select(
            DSL.select(DSL.val(tenant.value()), DSL.field("id", Long.class))
                .from("unnest({0}) AS requeued (id)", DSL.val(Sql.array(requeued))))
        .onConflictDoNothing()
        .execute();
    return requeued;
  }

  private static List<EventId> setPending(DSLContext sql, TenantId tenant, List<EventId> ids) {
    return sql
        .update(OUTBOX_EVENTS)
        .set(OUTBOX_EVENTS.STATUS, Sql.PENDING)
        .set(OUTBOX_EVENTS.RETRIES, 0)
        .setNull(OUTBOX_EVENTS.LAST_ERROR)
        .setNull(OUTBOX_EVENTS.FAILED_AT)
        .setNull(OUTBOX_EVENTS.CONFIRMED_AT)
        .where(Sql.listed(tenant, ids))
        .returningResult(OUTBOX_EVENTS.ID)
        .fetch(row -> new EventId(row.value1()))
        .stream()
        .sorted()
        .toList();
  }
}
