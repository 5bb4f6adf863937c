package io.soma.memory.postgres.relay;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredEvent;
import io.soma.memory.postgres.row.UnreadableRows;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that are events of this outbox, and the due ones among them: the unconfirmed
 * ones that come before the tenant's first unconfirmed event outside the list.
 */
public final class DueEventsQuery {

  private static final Field<Boolean> IS_UNCONFIRMED =
      DSL.field(Sql.IS_UNCONFIRMED).as("unconfirmed");

  private static final String HELD_BACK = "held_back";

  private static final Field<Long> FIRST_MISSING = DSL.field("first_missing", Long.class);

  private static final Condition IS_UNKNOWN_OPERATION =
      DSL.condition(UnreadableRows.IS_UNKNOWN_OPERATION);

  // The first event of the row's address that this version cannot read: it holds up no other
  // address. By an index that is empty but in such cases.
  private static final Field<Long> UNREADABLE =
      DSL.field(
              "(SELECT min(id) FROM outbox_events AS unreadable WHERE "
                  + Sql.UNCONFIRMED
                  + " AND "
                  + UnreadableRows.IS_UNKNOWN_OPERATION
                  + " AND unreadable.tenant_id = outbox_events.tenant_id"
                  + " AND unreadable.ordering_key = outbox_events.ordering_key)",
              Long.class)
          .as("unreadable");

  private DueEventsQuery() {}

  /**
   * @param self this instance; null if it has not announced itself
   */
  public static DueEvents execute(
      DSLContext sql,
      OutboxIdentity identity,
      @Nullable InstanceId self,
      TenantId tenant,
      List<OutboxEvent> records) {
    Map<EventId, ForeignReason> foreign = new HashMap<>();
    List<OutboxEvent> ours = new ArrayList<>();
    for (OutboxEvent record : records) {
      Optional<ForeignReason> why = otherOutbox(record, identity);
      why.ifPresentOrElse(reason -> foreign.put(record.id(), reason), () -> ours.add(record));
    }
    return ours.isEmpty()
        ? new DueEvents(Set.of(), Set.of(), foreign, Map.of())
        : due(rows(sql, self, tenant, ours), ours, foreign);
  }

  private static Optional<ForeignReason> otherOutbox(OutboxEvent record, OutboxIdentity identity) {
    if (record.outbox().equals(identity)) {
      return Optional.empty();
    }
    return Optional.of(
        record.outbox().equals(OutboxIdentity.NONE)
            ? ForeignReason.NO_IDENTITY
            : ForeignReason.OTHER_OUTBOX);
  }

  private static DueEvents due(
      Map<EventId, Record> rows, List<OutboxEvent> ours, Map<EventId, ForeignReason> foreign) {
    if (rows.values().stream().anyMatch(row -> row.get(HELD_BACK, Boolean.class))) {
      return DueEvents.HELD_BACK;
    }
    Set<EventId> due = new HashSet<>();
    Set<EventId> early = new HashSet<>();
    Map<EventId, String> replays = new HashMap<>();
    // A foreign record with the id of an unconfirmed event does not count as that event: the event
    // is missing.
    boolean isMissingOne = false;
    for (OutboxEvent record : ours) {
      Record row = rows.get(record.id());
      if (row == null) {
        continue;
      }
      Optional<ForeignReason> why = difference(row, record);
      if (why.isPresent()) {
        foreign.put(record.id(), why.get());
        isMissingOne |= row.get(IS_UNCONFIRMED);
      } else if (row.get(IS_UNCONFIRMED)) {
        (isInTurn(row) && !isMissingOne ? due : early).add(record.id());
        noteReplay(row, record.id(), replays);
      }
    }
    return new DueEvents(due, early, foreign, replays);
  }

  // Each replay by an operator sets another time, RequeueStatement.
  private static void noteReplay(Record row, EventId id, Map<EventId, String> replays) {
    @Nullable OffsetDateTime heldUntil = row.get(OUTBOX_EVENTS.HELD_UNTIL);
    if (heldUntil != null) {
      replays.put(id, heldUntil.toInstant().toString());
    }
  }

  // An operation that is not known here is another one than the record's.
  private static Optional<ForeignReason> difference(Record row, OutboxEvent record) {
    try {
      return ForeignReason.difference(StoredEvent.delivery(row), record.delivery());
    } catch (IllegalArgumentException | SomaMemoryException e) {
      return Optional.of(ForeignReason.OTHER_WRITE);
    }
  }

  private static boolean isInTurn(Record row) {
    return isBefore(row, row.get(FIRST_MISSING)) && isBefore(row, row.get(UNREADABLE));
  }

  private static boolean isBefore(Record row, @Nullable Long id) {
    return id == null || row.get(OUTBOX_EVENTS.ID) < id;
  }

  private static Map<EventId, Record> rows(
      DSLContext sql, @Nullable InstanceId self, TenantId tenant, List<OutboxEvent> ours) {
    List<EventId> ids = ours.stream().map(OutboxEvent::id).toList();
    Map<EventId, Record> rows = new HashMap<>();
    sql.select(StoredEvent.COLUMNS)
        .select(OUTBOX_EVENTS.HELD_UNTIL)
        .select(IS_UNCONFIRMED, firstMissing(tenant, ids).as(FIRST_MISSING), UNREADABLE)
        .select(DSL.field(InstanceRows.isHeldBack(tenant, self)).as(HELD_BACK))
        .from(OUTBOX_EVENTS)
        .where(Sql.listed(tenant, ids))
        .forEach(row -> rows.put(new EventId(row.get(OUTBOX_EVENTS.ID)), row));
    return rows;
  }

  private static Field<Long> firstMissing(TenantId tenant, List<EventId> ids) {
    return DSL.field(
        DSL.select(OUTBOX_EVENTS.ID)
            .from(OUTBOX_EVENTS)
            .where(Sql.unconfirmed(tenant))
            .andNot(IS_UNKNOWN_OPERATION)
            .and(OUTBOX_EVENTS.ID.ne(DSL.all(Sql.array(ids))))
            .orderBy(OUTBOX_EVENTS.ID)
            .limit(DSL.inline(1)));
  }
}
