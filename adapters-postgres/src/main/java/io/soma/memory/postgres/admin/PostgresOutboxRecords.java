package io.soma.memory.postgres.admin;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantFailures;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.EventStandings;
import io.soma.memory.postgres.row.StoredEvent;
import io.soma.memory.postgres.row.StoredTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The table as operators see it, by the indexes that the relay uses where these help. */
public final class PostgresOutboxRecords implements OutboxRecords {

  private static final Field<String> STATUS = DSL.field(Sql.STATUS, String.class).as("told");

  private static final Condition IS_POSSIBLE = DSL.condition(StoredTenant.IS_POSSIBLE);

  private static final Condition IS_LISTED =
      DSL.exists(
          DSL.selectOne()
              .from(OUTBOX_PENDING)
              .where(OUTBOX_PENDING.TENANT_ID.eq(OUTBOX_EVENTS.TENANT_ID))
              .and(OUTBOX_PENDING.ID.eq(OUTBOX_EVENTS.ID)));

  private final ConnectionPool pool;

  public PostgresOutboxRecords(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public List<OutboxEntry> list(EventFilter filter, int limit, int offset) {
    return pool.run(
        sql ->
            entries(sql)
                .where(passes(filter.status(), filter.tenant(), filter.topic()))
                .and(filter.undelivered() ? Sql.IS_UNCONFIRMED : DSL.noCondition())
                .orderBy(filter.oldestFirst() ? OUTBOX_EVENTS.ID.asc() : OUTBOX_EVENTS.ID.desc())
                .limit(limit)
                .offset(offset)
                .fetch(PostgresOutboxRecords::entry));
  }

  @Override
  public Optional<OutboxEntry> find(EventId id) {
    return pool.run(
        sql ->
            entries(sql)
                .where(OUTBOX_EVENTS.ID.eq(id.value()))
                .and(IS_POSSIBLE)
                .fetchOptional(PostgresOutboxRecords::entry));
  }

  @Override
  public List<TenantCounts> counts() {
    return pool.run(EventCounts::ofEveryTenant);
  }

  @Override
  public Map<TenantId, Long> failedCounts() {
    return pool.run(EventCounts::failed);
  }

  @Override
  public List<EventId> select(EventSelection selection) {
    Instant before = selection.before();
    Condition inTime =
        before == null
            ? DSL.noCondition()
            : OUTBOX_EVENTS.CREATED_AT.lt(before.atOffset(ZoneOffset.UTC));
    return pool.run(
        sql ->
            sql.select(OUTBOX_EVENTS.ID)
                .from(OUTBOX_EVENTS)
                .where(passes(selection.status(), selection.tenant(), selection.topic()))
                .and(inTime)
                .orderBy(OUTBOX_EVENTS.ID)
                .limit(selection.limit())
                .fetch(row -> new EventId(row.value1())));
  }

  @Override
  public List<EventStanding> standings(List<EventId> ids) {
    return pool.run(sql -> EventStandings.of(sql, ids));
  }

  @Override
  public List<TenantFailures> failedAddresses(int perTenant) {
    return pool.run(sql -> FailedAddressesQuery.execute(sql, perTenant));
  }

  @Override
  public int overtake(EventAddress address, WriteOperation newer) {
    return pool.run(sql -> OvertakeStatement.execute(sql, address, newer));
  }

  @Override
  public int takeBack(EventAddress address, WriteOperation newer) {
    return pool.run(sql -> OvertakeStatement.takeBack(sql, address, newer));
  }

  @Override
  public List<EventId> requeue(TenantId tenant, List<EventId> ids, boolean force, Duration hold) {
    return pool.run(sql -> new RequeueStatement(tenant, force, hold).execute(sql, ids));
  }

  @Override
  public List<EventId> discard(TenantId tenant, List<EventId> ids) {
    return pool.run(
        sql ->
            sql
                .deleteFrom(OUTBOX_EVENTS)
                .where(Sql.listed(tenant, ids))
                .and(Sql.IS_FAILED)
                .and(Sql.COMMITTED_ON_DISK)
                .returningResult(OUTBOX_EVENTS.ID)
                .fetch(row -> new EventId(row.value1()))
                .stream()
                .sorted()
                .toList());
  }

  private static SelectJoinStep<Record> entries(DSLContext sql) {
    return sql.select(StoredEvent.COLUMNS)
        .select(StoredEvent.IDENTITY)
        .select(STATUS, OUTBOX_EVENTS.CONFIRMED_AT, OUTBOX_EVENTS.LAST_ERROR)
        .from(OUTBOX_EVENTS);
  }

  private static Condition passes(
      @Nullable EventStatus status, @Nullable TenantId tenant, @Nullable String topic) {
    Condition passes = status == null ? IS_POSSIBLE : is(status).and(IS_POSSIBLE);
    if (tenant != null) {
      passes = passes.and(OUTBOX_EVENTS.TENANT_ID.eq(tenant.value()));
    }
    return topic == null ? passes : passes.and(OUTBOX_EVENTS.TOPIC.eq(topic));
  }

  private static Condition is(EventStatus status) {
    return switch (status) {
      case PENDING -> Sql.IS_UNCONFIRMED.and(IS_LISTED);
      case SENT -> OUTBOX_EVENTS.CONFIRMED_AT.isNotNull().or(Sql.IS_UNCONFIRMED.andNot(IS_LISTED));
      case FAILED -> Sql.IS_FAILED;
    };
  }

  private static OutboxEntry entry(Record row) {
    EventStatus status = EventStatus.ofWireName(row.get(STATUS));
    boolean isConfirmed = row.get(OUTBOX_EVENTS.CONFIRMED_AT) != null;
    String lastError = row.get(OUTBOX_EVENTS.LAST_ERROR);
    OutboxEvent event;
    try {
      event = StoredEvent.of(row);
    } catch (IllegalArgumentException | SomaMemoryException e) {
      String why = String.valueOf(e.getMessage());
      return OutboxEntry.unreadable(StoredEvent.asItIs(row), why, status, isConfirmed, lastError);
    }
    return new OutboxEntry(event, status, isConfirmed, lastError);
  }
}
