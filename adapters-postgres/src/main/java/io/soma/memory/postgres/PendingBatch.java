package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A tenant's oldest pending events, as many as a number and a sum of sizes allow. The sizes are a
 * column of their own, so that bodies that are not carried are not read either.
 */
final class PendingBatch {

  private static final String SIZE = "size";
  private static final String UP_TO_HERE = "up_to_here";

  private PendingBatch() {}

  static List<OutboxEvent> of(DSLContext sql, TenantLease lease, int limit, long maxBytes) {
    Table<Record> oldest =
        DSL.select(StoredEvent.COLUMNS)
            .select(size().as(SIZE))
            .from(OUTBOX_EVENTS)
            .where(Sql.waiting(Sql.PENDING, lease.tenant()))
            .and(PostgresTenantLeases.held(lease))
            .orderBy(OUTBOX_EVENTS.ID)
            .limit(limit)
            .asTable("oldest");
    Field<Long> id = oldest.field(OUTBOX_EVENTS.ID);
    Table<Record> summed =
        DSL.select(oldest.fields())
            .select(DSL.sum(oldest.field(SIZE, Integer.class)).over().orderBy(id).as(UP_TO_HERE))
            .from(oldest)
            .asTable("summed");
    Field<BigDecimal> upToHere = summed.field(UP_TO_HERE, BigDecimal.class);
    // The first one is carried whatever its size.
    return sql.select(summed.fields())
        .from(summed)
        .where(
            upToHere
                .le(BigDecimal.valueOf(maxBytes))
                .or(upToHere.eq(summed.field(SIZE, Integer.class).cast(BigDecimal.class))))
        .orderBy(summed.field(OUTBOX_EVENTS.ID))
        .fetch(StoredEvent::of);
  }

  // What was enqueued before there was the column is measured as it is stored.
  private static Field<Integer> size() {
    return DSL.coalesce(
        OUTBOX_EVENTS.BODY_BYTES,
        DSL.field("pg_column_size({0})", Integer.class, OUTBOX_EVENTS.PAYLOAD));
  }
}
