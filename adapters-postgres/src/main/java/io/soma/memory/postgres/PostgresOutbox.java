package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;
import static io.soma.memory.postgres.jooq.Tables.OUTBOX_PENDING;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.UnsettledCommits;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PrimaryLook;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.SqlFailure;
import io.soma.memory.postgres.enqueue.CommitLanes;
import io.soma.memory.postgres.enqueue.EnqueueLockWatch;
import io.soma.memory.postgres.enqueue.EnqueuedWrite;
import io.soma.memory.postgres.enqueue.EventWriter;
import io.soma.memory.postgres.enqueue.KnownWrites;
import io.soma.memory.postgres.enqueue.UndecidedCommits;
import io.soma.memory.postgres.relay.BacklogQuery;
import io.soma.memory.postgres.relay.DueEventsQuery;
import io.soma.memory.postgres.relay.IndependentEvents;
import io.soma.memory.postgres.relay.InstanceRows;
import io.soma.memory.postgres.relay.PacedBacklog;
import io.soma.memory.postgres.relay.PendingBatch;
import io.soma.memory.postgres.relay.RetentionWarning;
import io.soma.memory.postgres.relay.SentEvents;
import io.soma.memory.postgres.schema.IdentityRow;
import io.soma.memory.postgres.settlement.SettledRow;
import io.soma.memory.postgres.settlement.Settlement;
import io.soma.memory.supervision.SuspendAwareClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as a table. A method makes its change in one statement, and so in one transaction; no
 * connection is held between two calls.
 */
final class PostgresOutbox implements Outbox {

  private final UndecidedCommits undecided = new UndecidedCommits();
  private final CommitLanes writes;
  private final ConnectionPool ingest;
  private final ConnectionPool relay;
  private final PrimaryLook found;
  private final PrimaryLook waiting;
  private final Settlement settlement;
  private final Duration retention;
  private final RetentionWarning retentionWarning;
  private final EnqueueLockWatch locks;
  private volatile @Nullable OutboxIdentity identity;
  private volatile @Nullable InstanceId self;
  private final PacedBacklog backlog = new PacedBacklog(SuspendAwareClock.SYSTEM);

  PostgresOutbox(
      ConnectionPool ingest,
      int ingestConnections,
      ConnectionPool relay,
      Duration retention,
      Settlement settlement) {
    this.writes = new CommitLanes(ingestConnections, new EventWriter(ingest, undecided)::commit);
    this.ingest = ingest;
    this.relay = relay;
    this.found = new PrimaryLook(ingest);
    this.waiting = new PrimaryLook(relay);
    this.settlement = settlement;
    this.retention = retention;
    this.retentionWarning = new RetentionWarning(retention);
    this.locks = new EnqueueLockWatch(relay);
  }

  @Override
  public OutboxIdentity identity() {
    OutboxIdentity known = identity;
    if (known == null) {
      known = relay.run(IdentityRow::read);
      identity = known;
    }
    return known;
  }

  @Override
  public Optional<KnownWrite> find(DedupeKey key) {
    return found.ask(sql -> KnownWrites.find(sql, key)).map(KnownWrites.Found::write);
  }

  @Override
  public UnsettledCommits unsettledCommits() {
    // An operator may have given the outbox a new one, and a standby may have taken over.
    identity = relay.run(IdentityRow::lookAgain);
    return locks.look(undecided);
  }

  @Override
  public Enqueued enqueue(Delivery delivery, BooleanSupplier isCallerGone) {
    try {
      return writes.enqueue(EnqueuedWrite.of(delivery, isCallerGone));
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    }
  }

  @Override
  public InstanceStanding announce(InstanceId instance, Duration hold) {
    self = instance;
    InstanceRows.Announced announced =
        relay.run(sql -> InstanceRows.announce(sql, instance, retention, hold));
    retentionWarning.note(announced.otherRetention());
    return announced.standing();
  }

  @Override
  public boolean takesWrites() {
    return ingest.takesWrites();
  }

  @Override
  public List<TenantBacklog> backlog() {
    return backlog.look(most -> waiting.ask(sql -> BacklogQuery.ofEveryTenant(sql, most)));
  }

  @Override
  public Optional<TenantBacklog> backlog(TenantId tenant) {
    return waiting.ask(sql -> BacklogQuery.of(sql, tenant));
  }

  @Override
  public List<TenantId> tenantsWithPending(@Nullable TenantId after, int limit) {
    return relay.run(sql -> BacklogQuery.tenantsWithPending(sql, after, limit));
  }

  @Override
  public List<OutboxEvent> pending(TenantLease lease, int limit, long maxBytes) {
    return relay.run(
        sql -> sql.connectionResult(c -> PendingBatch.claim(c, lease, limit, maxBytes)));
  }

  @Override
  public int markSent(TenantLease lease, List<EventId> ids) {
    return relay.run(sql -> sql.connectionResult(c -> SentEvents.mark(c, lease, ids)));
  }

  @Override
  public DueEvents due(TenantId tenant, List<OutboxEvent> events) {
    OutboxIdentity own = identity();
    return relay.run(sql -> DueEventsQuery.execute(sql, own, self, tenant, events));
  }

  @Override
  public int resend(TenantId tenant, EventId last) {
    return relay.run(sql -> list(sql, tenant, OUTBOX_EVENTS.ID.le(last.value())));
  }

  @Override
  public int resend(TenantId tenant, Collection<EventId> ids) {
    return relay.run(sql -> list(sql, tenant, Sql.listed(ids)));
  }

  private static int list(DSLContext sql, TenantId tenant, Condition which) {
    return sql.insertInto(OUTBOX_PENDING, OUTBOX_PENDING.TENANT_ID, OUTBOX_PENDING.ID)
        .select(
            sql.select(OUTBOX_EVENTS.TENANT_ID, OUTBOX_EVENTS.ID)
                .from(OUTBOX_EVENTS)
                .where(Sql.unconfirmed(tenant))
                .and(Sql.COMMITTED_ON_DISK)
                .and(which))
        .onConflictDoNothing()
        .execute();
  }

  @Override
  public void confirm(TenantId tenant, List<OutboxEvent> events) {
    relay.run(sql -> settlement.confirm(sql, tenant, events));
  }

  @Override
  public void fail(TenantId tenant, EventId id, String error) {
    relay.run(sql -> settlement.fail(sql, SettledRow.of(tenant, id), error));
  }

  @Override
  public void fail(OutboxEvent event, String error) {
    relay.run(sql -> settlement.fail(sql, SettledRow.of(event), error));
  }

  @Override
  public int spendAttempt(OutboxEvent event, String error, int allowed) {
    return relay.run(sql -> settlement.spendAttempt(sql, SettledRow.of(event), error, allowed));
  }

  @Override
  public List<OutboxEvent> independentOf(OutboxEvent event, EventId after, int limit) {
    return relay.run(sql -> IndependentEvents.find(sql, self, event, after, limit));
  }

  @Override
  public int purge(int limit) {
    return relay.run(sql -> settlement.purge(sql, limit));
  }
}
