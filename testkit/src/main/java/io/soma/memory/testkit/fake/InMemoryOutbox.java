package io.soma.memory.testkit.fake;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.UnsettledCommits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of one instance, in memory; two of them on one store are two instances.
 *
 * <p>Confirmed events are kept, so that a test can ask about them.
 */
public final class InMemoryOutbox implements Outbox {

  private final InMemoryStore store;
  private final Availability availability = new Availability();
  private volatile UnsettledCommits unsettled = UnsettledCommits.NONE;
  private volatile @Nullable InstanceId self;
  private Set<JoinedTransaction> openBefore = Set.of();

  /** A transaction that a write of a tenant has joined. */
  private record JoinedTransaction(InMemoryTransaction transaction, TenantId tenant) {}

  public InMemoryOutbox(InMemoryStore store) {
    this.store = store;
  }

  /** While false, every method of the port throws {@code OutboxUnavailableException}. */
  public void available(boolean available) {
    availability.set(available);
  }

  /** How far an event has come; a confirmed one counts as sent. */
  public EventStatus statusOf(EventId id) {
    return row(id).status();
  }

  /** Whether the memory service confirmed an event. */
  public boolean isConfirmed(EventId id) {
    return row(id).confirmed();
  }

  /** Why an event failed, if it did. */
  public Optional<String> lastError(EventId id) {
    return Optional.ofNullable(row(id).lastError());
  }

  /** Every event that was ever enqueued, in ascending order. */
  public List<OutboxEvent> events() {
    synchronized (store) {
      return store.rows.values().stream().map(InMemoryRow::event).toList();
    }
  }

  /** Removes every confirmed event, as a purge does. */
  public void forgetConfirmed() {
    synchronized (store) {
      store.rows.values().stream()
          .filter(InMemoryRow::confirmed)
          .map(InMemoryRow::event)
          .toList()
          .forEach(store::remove);
    }
  }

  /** Sets the tenants that have, from now on, a commit of unknown outcome. */
  public void unsettled(Set<TenantId> tenants) {
    Set<TenantId> concerned = Set.copyOf(tenants);
    unsettled = concerned::contains;
  }

  @Override
  public OutboxIdentity identity() {
    availability.require();
    return store.identity;
  }

  @Override
  public Enqueued enqueue(Delivery delivery, BooleanSupplier isCallerGone) {
    availability.require();
    if (isCallerGone.getAsBoolean()) {
      throw new AbandonedWriteException();
    }
    synchronized (store) {
      store.requireNotHeld(delivery.dedupeKey(), null);
      Optional<KnownWrite> known = find(delivery.dedupeKey());
      if (known.isEmpty()) {
        return add(delivery);
      }
      if (!delivery.identity().mayBeNumbered()) {
        return Enqueued.found(known.get());
      }
      return newestUnconfirmed(delivery)
          .filter(newest -> newest.isRepeatedBy(delivery))
          .map(Enqueued::found)
          .orElseGet(() -> add(delivery.numbered(store.nextNumber())));
    }
  }

  private Enqueued add(Delivery delivery) {
    OutboxEvent event = store.draw(delivery);
    store.put(InMemoryRow.pending(event, delivery.identity().fingerprint()));
    return Enqueued.added(event.id(), delivery.idempotencyKey());
  }

  private Optional<KnownWrite> newestUnconfirmed(Delivery delivery) {
    EventAddress address = new EventAddress(delivery.tenant(), delivery.orderingKey());
    return store.rows.descendingMap().values().stream()
        .filter(row -> row.isUnconfirmed() && row.address().equals(address))
        .findFirst()
        .map(store::known);
  }

  @Override
  public Optional<KnownWrite> find(DedupeKey key) {
    availability.require();
    synchronized (store) {
      return store.find(key);
    }
  }

  @Override
  public UnsettledCommits unsettledCommits() {
    availability.require();
    store.raiseSequence();
    UnsettledCommits told = unsettled;
    Set<TenantId> open = openAtTwoLooks();
    return tenant -> told.mayConcern(tenant) || open.contains(tenant);
  }

  private Set<TenantId> openAtTwoLooks() {
    Set<JoinedTransaction> now = new HashSet<>();
    synchronized (store) {
      for (InMemoryTransaction open : store.openTransactions) {
        open.tenants().forEach(tenant -> now.add(new JoinedTransaction(open, tenant)));
      }
    }
    Set<TenantId> concerned =
        now.stream().filter(openBefore::contains).map(JoinedTransaction::tenant).collect(toSet());
    openBefore = now;
    return concerned;
  }

  @Override
  public InstanceStanding announce(InstanceId instance, Duration hold) {
    availability.require();
    self = instance;
    synchronized (store) {
      return store.announce(instance, hold);
    }
  }

  @Override
  public boolean takesWrites() {
    availability.require();
    return true;
  }

  @Override
  public List<TenantBacklog> backlog() {
    availability.require();
    synchronized (store) {
      return List.copyOf(
          store.rows.values().stream()
              .filter(InMemoryRow::isUnconfirmed)
              .collect(
                  groupingBy(
                      row -> row.event().tenant(),
                      TreeMap::new,
                      collectingAndThen(toList(), InMemoryOutbox::backlogOf)))
              .values());
    }
  }

  @Override
  public List<TenantId> tenantsWithPending(@Nullable TenantId after, int limit) {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .filter(InMemoryRow::isPending)
          .map(row -> row.event().tenant())
          .filter(tenant -> after == null || tenant.compareTo(after) > 0)
          .distinct()
          .sorted()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<OutboxEvent> pending(TenantLease lease, int limit, long maxBytes) {
    availability.require();
    synchronized (store) {
      if (!store.holds(lease)) {
        return List.of();
      }
      long[] bytes = {0};
      return of(lease.tenant())
          .filter(InMemoryRow::isPending)
          .limit(limit)
          .map(InMemoryRow::event)
          .takeWhile(event -> fits(event, bytes, maxBytes))
          .toList();
    }
  }

  @Override
  public int markSent(TenantLease lease, List<EventId> ids) {
    availability.require();
    synchronized (store) {
      return store.holds(lease)
          ? change(ids, row -> row.belongsTo(lease.tenant()) && row.isPending(), InMemoryRow::sent)
          : 0;
    }
  }

  @Override
  public DueEvents due(TenantId tenant, List<OutboxEvent> events) {
    availability.require();
    Map<EventId, ForeignReason> foreign = new HashMap<>();
    Set<EventId> own = new HashSet<>();
    synchronized (store) {
      for (OutboxEvent event : events) {
        Optional<ForeignReason> why = store.foreign(event);
        why.ifPresentOrElse(reason -> foreign.put(event.id(), reason), () -> own.add(event.id()));
      }
      if (store.isHeldBack(tenant, self) && own.stream().anyMatch(store.rows::containsKey)) {
        return DueEvents.HELD_BACK;
      }
      Set<EventId> due =
          of(tenant)
              .filter(InMemoryRow::isUnconfirmed)
              .map(row -> row.event().id())
              .takeWhile(own::contains)
              .collect(toSet());
      Set<EventId> early =
          own.stream().filter(id -> isUnconfirmed(id) && !due.contains(id)).collect(toSet());
      Map<EventId, String> replays = new HashMap<>();
      due.stream()
          .filter(store.replays::containsKey)
          .forEach(id -> replays.put(id, String.valueOf(store.replays.get(id))));
      return new DueEvents(due, early, foreign, replays);
    }
  }

  private boolean isUnconfirmed(EventId id) {
    InMemoryRow row = store.rows.get(id);
    return row != null && row.isUnconfirmed();
  }

  @Override
  public int resend(TenantId tenant, EventId last) {
    availability.require();
    synchronized (store) {
      List<EventId> upToLast = List.copyOf(store.rows.headMap(last, true).keySet());
      return change(
          upToLast, row -> row.belongsTo(tenant) && row.isSentOnly(), InMemoryRow::resend);
    }
  }

  @Override
  public int resend(TenantId tenant, Collection<EventId> ids) {
    availability.require();
    return change(ids, row -> row.belongsTo(tenant) && row.isSentOnly(), InMemoryRow::resend);
  }

  @Override
  public void confirm(TenantId tenant, List<OutboxEvent> events) {
    availability.require();
    synchronized (store) {
      List<EventId> ids = events.stream().filter(store::isSameWrite).map(OutboxEvent::id).toList();
      change(ids, row -> row.belongsTo(tenant), InMemoryRow::confirm);
      store.noteConfirmed(ids);
    }
  }

  @Override
  public void fail(TenantId tenant, EventId id, String error) {
    availability.require();
    synchronized (store) {
      change(List.of(id), row -> row.belongsTo(tenant), row -> row.fail(error));
      store.noteFailed(id);
    }
  }

  @Override
  public void fail(OutboxEvent event, String error) {
    availability.require();
    synchronized (store) {
      if (store.isSameWrite(event)) {
        fail(event.tenant(), event.id(), error);
      }
    }
  }

  @Override
  public int spendAttempt(OutboxEvent event, String error, int allowed) {
    availability.require();
    synchronized (store) {
      if (!store.isSameWrite(event)) {
        return 0;
      }
      int changed =
          change(
              List.of(event.id()),
              row -> row.belongsTo(event.tenant()) && row.isUnconfirmed(),
              row -> row.spendAttempt(error, allowed));
      store.noteFailed(event.id());
      return changed == 0 ? 0 : row(event.id()).event().retries();
    }
  }

  @Override
  public List<OutboxEvent> independentOf(OutboxEvent event, EventId after, int limit) {
    availability.require();
    Set<OrderingKey> keys = new HashSet<>();
    synchronized (store) {
      if (store.isHeldBack(event.tenant(), self)) {
        return List.of();
      }
      return of(event.tenant())
          .filter(InMemoryRow::isUnconfirmed)
          .map(InMemoryRow::event)
          .filter(each -> keys.add(each.delivery().orderingKey()))
          .filter(each -> isIndependent(each, event) && each.id().compareTo(after) > 0)
          .limit(limit)
          .toList();
    }
  }

  @Override
  public int purge(int limit) {
    availability.require();
    return 0;
  }

  private int change(
      Collection<EventId> ids, Predicate<InMemoryRow> which, UnaryOperator<InMemoryRow> how) {
    int changed = 0;
    synchronized (store) {
      for (EventId id : ids) {
        InMemoryRow row = store.rows.get(id);
        if (row != null && which.test(row)) {
          store.rows.put(id, how.apply(row));
          changed++;
        }
      }
    }
    return changed;
  }

  private Stream<InMemoryRow> of(TenantId tenant) {
    return store.rows.values().stream().filter(row -> row.belongsTo(tenant));
  }

  private InMemoryRow row(EventId id) {
    synchronized (store) {
      InMemoryRow row = store.rows.get(id);
      if (row == null) {
        throw new IllegalArgumentException("no event " + id + " was ever enqueued");
      }
      return row;
    }
  }

  private static boolean fits(OutboxEvent event, long[] bytes, long maxBytes) {
    boolean isFirst = bytes[0] == 0;
    bytes[0] += event.delivery().body().getBytes(StandardCharsets.UTF_8).length;
    return isFirst || bytes[0] <= maxBytes;
  }

  private static boolean isIndependent(OutboxEvent younger, OutboxEvent event) {
    Delivery one = younger.delivery();
    Delivery other = event.delivery();
    return younger.id().compareTo(event.id()) > 0
        && one.operation() == other.operation()
        && !one.orderingKey().equals(other.orderingKey());
  }

  private static TenantBacklog backlogOf(List<InMemoryRow> unconfirmed) {
    OutboxEvent oldest = unconfirmed.get(0).event();
    long pending = unconfirmed.stream().filter(InMemoryRow::isPending).count();
    return new TenantBacklog(oldest.tenant(), unconfirmed.size(), pending, oldest.createdAt());
  }
}
