package io.soma.memory.simulation.world;

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
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.history.HistoryEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The outbox as one instance reaches it. */
final class SimulatedOutbox implements Outbox {

  private final SimulatedDatabase database;
  private final InMemoryOutbox rows;
  private final StoreLink link;
  private final PendingCommits commits;
  private final Scheduler scheduler;
  private final History history;

  SimulatedOutbox(
      SimulatedDatabase database, StoreLink link, Scheduler scheduler, History history) {
    this.database = database;
    this.rows = new InMemoryOutbox(database.store());
    this.link = link;
    this.scheduler = scheduler;
    this.history = history;
    this.commits = new PendingCommits(database.locks(), scheduler);
  }

  @Override
  public OutboxIdentity identity() {
    return rows.identity();
  }

  @Override
  public Enqueued enqueue(Delivery delivery, BooleanSupplier isCallerGone) {
    link.request();
    TenantLocks.Holding lock = database.locks().take(delivery.tenant());
    if (link.hasCommitHang()) {
      return hanging(delivery, lock, isCallerGone);
    }
    Enqueued enqueued;
    try {
      link.request();
      enqueued = rows.enqueue(delivery, isCallerGone);
      if (enqueued.added()) {
        noteEnqueued(delivery);
      }
    } finally {
      database.locks().release(lock);
    }
    link.reply();
    return enqueued;
  }

  private Enqueued hanging(
      Delivery delivery, TenantLocks.Holding lock, BooleanSupplier isCallerGone) {
    boolean isGone = isCallerGone.getAsBoolean();
    int restores = database.restores();
    if (!isGone) {
      noteEnqueued(delivery);
    }
    return commits.hang(
        lock,
        () -> {
          boolean isBroken = isGone || database.restores() != restores;
          boolean succeeds = scheduler.random().chance(0.7) && !isBroken;
          history.tell(
              "outbox: the commit of "
                  + WriteNames.writeOf(delivery)
                  + (succeeds ? " succeeds at last" : " fails at last"));
          return succeeds ? Optional.of(rows.enqueue(delivery)) : Optional.empty();
        });
  }

  private void noteEnqueued(Delivery delivery) {
    String write = WriteNames.writeOf(delivery);
    history.note(new HistoryEvent.Enqueued(write), "outbox: takes " + write);
  }

  @Override
  public Optional<KnownWrite> find(DedupeKey key) {
    return link.ask(() -> rows.find(key));
  }

  @Override
  public UnsettledCommits unsettledCommits() {
    return link.ask(
        () -> {
          UnsettledCommits ours = commits.look();
          UnsettledCommits joined = rows.unsettledCommits();
          return tenant -> ours.mayConcern(tenant) || joined.mayConcern(tenant);
        });
  }

  @Override
  public InstanceStanding announce(InstanceId instance, Duration hold) {
    return link.ask(() -> rows.announce(instance, hold));
  }

  @Override
  public boolean takesWrites() {
    return link.ask(rows::takesWrites);
  }

  @Override
  public List<TenantBacklog> backlog() {
    int[] restores = {0};
    List<TenantBacklog> found =
        link.ask(
            () -> {
              restores[0] = database.restores();
              return rows.backlog();
            });
    database.seen(scheduler.currentProcess(), restores[0]);
    return found;
  }

  @Override
  public List<TenantId> tenantsWithPending(@Nullable TenantId after, int limit) {
    return link.ask(() -> rows.tenantsWithPending(after, limit));
  }

  @Override
  public List<OutboxEvent> pending(TenantLease lease, int limit, long maxBytes) {
    return link.ask(() -> rows.pending(lease, limit, maxBytes));
  }

  @Override
  public int markSent(TenantLease lease, List<EventId> ids) {
    return link.ask(() -> rows.markSent(lease, ids));
  }

  @Override
  public DueEvents due(TenantId tenant, List<OutboxEvent> events) {
    return link.ask(() -> rows.due(tenant, events));
  }

  @Override
  public int resend(TenantId tenant, EventId last) {
    return link.ask(() -> rows.resend(tenant, last));
  }

  @Override
  public int resend(TenantId tenant, Collection<EventId> ids) {
    return link.ask(() -> rows.resend(tenant, ids));
  }

  @Override
  public void confirm(TenantId tenant, List<OutboxEvent> events) {
    link.tell(() -> confirmNow(tenant, events));
  }

  private void confirmNow(TenantId tenant, List<OutboxEvent> events) {
    List<OutboxEvent> open = unconfirmedOf(events.stream().map(OutboxEvent::id).toList());
    rows.confirm(tenant, events);
    open.stream()
        .filter(event -> rows.isConfirmed(event.id()))
        .forEach(event -> note(new HistoryEvent.Confirmed(write(event)), "is confirmed"));
  }

  // A failed one may be confirmed too, by a holder that had sent it before.
  private List<OutboxEvent> unconfirmedOf(List<EventId> ids) {
    return database.events().stream()
        .filter(event -> ids.contains(event.id()) && !rows.isConfirmed(event.id()))
        .toList();
  }

  @Override
  public void fail(TenantId tenant, EventId id, String error) {
    noteFailure(id, () -> rows.fail(tenant, id, error));
  }

  @Override
  public void fail(OutboxEvent event, String error) {
    noteFailure(event.id(), () -> rows.fail(event, error));
  }

  private void noteFailure(EventId id, Runnable failure) {
    link.tell(
        () -> {
          Optional<OutboxEvent> before = stillOpen(id);
          if (before.isPresent()) {
            failure.run();
          }
          before.ifPresent(this::noteIfFailed);
        });
  }

  @Override
  public int spendAttempt(OutboxEvent event, String error, int allowed) {
    return link.ask(
        () -> {
          Optional<OutboxEvent> before = stillOpen(event.id());
          int spent = before.isEmpty() ? 0 : rows.spendAttempt(event, error, allowed);
          before.ifPresent(this::noteIfFailed);
          return spent;
        });
  }

  private Optional<OutboxEvent> stillOpen(EventId id) {
    return database.event(id).filter(event -> !database.isFailed(event));
  }

  private void noteIfFailed(OutboxEvent event) {
    if (database.isFailed(event)) {
      note(new HistoryEvent.Failed(write(event)), "has failed");
    }
  }

  private void note(HistoryEvent event, String words) {
    history.note(
        event,
        "outbox: " + event.write() + " " + words + ", by " + scheduler.currentProcess().name());
  }

  private static String write(OutboxEvent event) {
    return WriteNames.writeOf(event.delivery());
  }

  @Override
  public List<OutboxEvent> independentOf(OutboxEvent event, EventId after, int limit) {
    return link.ask(() -> rows.independentOf(event, after, limit));
  }

  @Override
  public int purge(int limit) {
    // Removes confirmed events at a random time, as if their retention were over.
    return link.ask(
        () -> {
          if (scheduler.random().chance(0.5)) {
            rows.forgetConfirmed();
          }
          return 0;
        });
  }
}
