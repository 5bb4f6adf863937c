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
        .and(Sql.IS_UNCONFIRMED)
        .and(OUTBOX_EVENTS.ID.lt(firstMissing(tenant, ids)))
        .orderBy(OUTBOX_EVENTS.ID)
        .fetch(row -> new EventId(row.value1()));
  }

  private static Field<Long> firstMissing(TenantId tenant, List<EventId> ids) {
    Field<Long> missing =
        DSL.field(
            DSL.select(OUTBOX_EVENTS.ID)
                .from(OUTBOX_EVENTS)
                .where(Sql.unconfirmed(tenant))
                .and(OUTBOX_EVENTS.ID.ne(DSL.all(Sql.array(ids))))
                .orderBy(OUTBOX_EVENTS.ID)
                .limit(DSL.inline(1)));
    return DSL.coalesce(missing, DSL.val(Long.MAX_VALUE));
  }
}
