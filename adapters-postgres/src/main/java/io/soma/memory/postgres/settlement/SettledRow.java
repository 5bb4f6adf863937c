package io.soma.memory.postgres.settlement;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.postgres.connection.Sql;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The row of an event that is settled.
 *
 * @param write the write that the row must hold, as a restore may have given its id to another one;
 *     null where an operator gives up whichever write it holds
 */
public record SettledRow(TenantId tenant, EventId id, @Nullable DedupeKey write) {

  /** Whichever write the row holds, for operators. */
  public static SettledRow of(TenantId tenant, EventId id) {
    return new SettledRow(tenant, id, null);
  }

  /** Of this very write. */
  public static SettledRow of(OutboxEvent event) {
    return new SettledRow(event.tenant(), event.id(), event.delivery().dedupeKey());
  }

  Condition inEvents() {
    Condition row = Sql.listed(tenant, List.of(id));
    return write == null ? row : row.and(OUTBOX_EVENTS.DEDUPE_KEY.eq(write.value()));
  }

  Condition inList() {
    Condition row = Sql.listedAsPending(tenant, List.of(id));
    return write == null ? row : row.andNotExists(anotherWrite(write));
  }

  private Select<?> anotherWrite(DedupeKey known) {
    return DSL.selectOne()
        .from(OUTBOX_EVENTS)
        .where(Sql.listed(tenant, List.of(id)))
        .and(OUTBOX_EVENTS.DEDUPE_KEY.ne(known.value()));
  }
}
