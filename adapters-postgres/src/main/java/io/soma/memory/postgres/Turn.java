package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Whose turn it is, in one statement: the unconfirmed ones of a list that come before the tenant's
 * first unconfirmed event outside the list.
 */
final class Turn {

  private Turn() {}

  static List<EventId> of(DSLContext sql, TenantId tenant, List<EventId> ids) {
    return sql.select(OUTBOX_EVENTS.ID)
        .from(OUTBOX_EVENTS)
        .where(Sql.listed(tenant, ids))
        .and(OUTBOX_EVENTS.CONFIRMED_AT.isNull())
        .and(OUTBOX_EVENTS.STATUS.in(Sql.PENDING, Sql.SENT))
        .and(OUTBOX_EVENTS.ID.lt(firstMissing(tenant, ids)))
        .orderBy(OUTBOX_EVENTS.ID)
        .fetch(row -> new EventId(row.value1()));
  }

  // LEAST passes over null, so that null comes out only where nothing is missing.
  private static Field<Long> firstMissing(TenantId tenant, List<EventId> ids) {
    return DSL.coalesce(
        DSL.least(firstMissing(Sql.PENDING, tenant, ids), firstMissing(Sql.SENT, tenant, ids)),
        DSL.val(Long.MAX_VALUE));
  }

  private static Field<Long> firstMissing(String status, TenantId tenant, List<EventId> ids) {
    return DSL.field(
        DSL.select(OUTBOX_EVENTS.ID)
            .from(OUTBOX_EVENTS)
            .where(Sql.waiting(status, tenant))
            .and(OUTBOX_EVENTS.ID.ne(DSL.all(Sql.array(ids))))
            .orderBy(OUTBOX_EVENTS.ID)
            .limit(DSL.inline(1)));
  }
}
