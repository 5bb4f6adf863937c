package io.soma.memory.testkit.fake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Operators' view of the outboxes on one store, and their commands. */
public final class InMemoryOutboxRecords implements OutboxRecords {

  private final InMemoryStore store;
  private final Availability availability = new Availability();

  public InMemoryOutboxRecords(InMemoryStore store) {
    this.store = store;
  }

  /** While false, every method of the port throws {@code OutboxUnavailableException}. */
  public void available(boolean available) {
    availability.set(available);
  }

  @Override
  public List<OutboxEntry> list(EventFilter filter, int limit, int offset) {
    availability.require();
    synchronized (store) {
      return (filter.oldestFirst() ? store.rows : store.rows.descendingMap())
          .values().stream()
              .filter(row -> passes(row, filter.status(), filter.tenant(), filter.topic()))
              .filter(row -> !filter.undelivered() || row.isUnconfirmed())
              .skip(offset)
              .limit(limit)
              .map(InMemoryOutboxRecords::entry)
              .toList();
    }
  }

  @Override
  public Optional<OutboxEntry> find(EventId id) {
    availability.require();
    synchronized (store) {
      return Optional.ofNullable(store.rows.get(id)).map(InMemoryOutboxRecords::entry);
    }
  }

  private static OutboxEntry entry(InMemoryRow row) {
    return new OutboxEntry(row.event(), row.status(), row.confirmed(), row.lastError());
  }

  @Override
  public List<TenantCounts> counts() {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .map(row -> row.event().tenant())
          .distinct()
          .sorted()
          .map(
              tenant ->
                  new TenantCounts(
                      tenant,
                      count(tenant, EventStatus.PENDING),
                      count(tenant, EventStatus.SENT),
                      count(tenant, EventStatus.FAILED)))
          .toList();
    }
  }

  @Override
  public Map<TenantId, Long> failedCounts() {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .filter(row -> row.status() == EventStatus.FAILED)
          .collect(groupingBy(row -> row.event().tenant(), counting()));
    }
  }

  @Override
  public List<EventId> select(EventSelection selection) {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .filter(row -> passes(row, selection.status(), selection.tenant(), selection.topic()))
          .map(InMemoryRow::event)
          .filter(
              event -> selection.before() == null || event.createdAt().isBefore(selection.before()))
          .limit(selection.limit())
          .map(OutboxEvent::id)
          .toList();
    }
  }

  @Override
  public List<EventStanding> standings(List<EventId> ids) {
    availability.require();
    List<EventStanding> standings = new ArrayList<>();
    synchronized (store) {
      for (EventId id : new TreeSet<>(ids)) {
        InMemoryRow row = store.rows.get(id);
        if (row != null) {
          standings.add(store.standing(row));
        }
      }
    }
    return standings;
  }

  @Override
  public List<TenantFailures> failedAddresses(int perTenant) {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .filter(row -> row.status() == EventStatus.FAILED || store.isHeld(row))
          .filter(row -> !store.overtaken.contains(row.event().id()))
          .collect(
              groupingBy(
                  row -> row.event().tenant(),
                  TreeMap::new,
                  mapping(row -> row.event().delivery().orderingKey(), toSet())))
          .entrySet()
          .stream()
          .map(of -> failures(of.getKey(), of.getValue(), perTenant))
          .toList();
    }
  }

  private static TenantFailures failures(TenantId tenant, Set<OrderingKey> all, int most) {
    Set<OrderingKey> some = all.stream().limit(most).collect(toSet());
    return new TenantFailures(tenant, some, some.size() < all.size());
  }

  @Override
  public int overtake(EventAddress address, WriteOperation newer) {
    availability.require();
    synchronized (store) {
      at(address, row -> row.status() == EventStatus.FAILED && newer.overtakes(row.operation()))
          .forEach(row -> store.overtaken.add(row.event().id()));
      return takeBack(address, newer);
    }
  }

  @Override
  public int takeBack(EventAddress address, WriteOperation newer) {
    availability.require();
    synchronized (store) {
      List<InMemoryRow> held =
          at(address, row -> store.isHeld(row) && newer.overtakes(row.operation()));
      held.forEach(this::takeBack);
      return held.size();
    }
  }

  private void takeBack(InMemoryRow row) {
    EventId id = row.event().id();
    store.overtaken.add(id);
    store.rows.put(id, row.takeBack("a newer write of its address was sent during its replay"));
  }

  private List<InMemoryRow> at(EventAddress address, Predicate<InMemoryRow> which) {
    return store.rows.values().stream()
        .filter(row -> row.address().equals(address) && which.test(row))
        .toList();
  }

  @Override
  public List<EventId> requeue(TenantId tenant, List<EventId> ids, boolean force, Duration hold) {
    availability.require();
    List<EventId> requeued = new ArrayList<>();
    synchronized (store) {
      for (EventId id : new TreeSet<>(ids)) {
        InMemoryRow row = store.rows.get(id);
        if (row != null && row.belongsTo(tenant) && store.standing(row).mayBeRequeued(force)) {
          hold(row, force, hold);
          if (force || row.status() == EventStatus.FAILED) {
            store.replays.merge(id, 1, Integer::sum);
          }
          store.rows.put(id, row.requeue());
          requeued.add(id);
        }
      }
    }
    return requeued;
  }

  private void hold(InMemoryRow row, boolean force, Duration hold) {
    if (force) {
      store.heldUntil.remove(row.event().id());
    } else if (row.status() == EventStatus.FAILED) {
      store.heldUntil.put(row.event().id(), store.now().plus(store.longestHold(hold)));
    }
  }

  @Override
  public List<EventId> discard(TenantId tenant, List<EventId> ids) {
    availability.require();
    List<EventId> discarded = new ArrayList<>();
    synchronized (store) {
      for (EventId id : new TreeSet<>(ids)) {
        InMemoryRow row = store.rows.get(id);
        if (row != null && row.belongsTo(tenant) && row.status() == EventStatus.FAILED) {
          store.remove(row.event());
          discarded.add(id);
        }
      }
    }
    return discarded;
  }

  private long count(TenantId tenant, EventStatus status) {
    return store.rows.values().stream().filter(row -> passes(row, status, tenant, null)).count();
  }

  private static boolean passes(
      InMemoryRow row,
      @Nullable EventStatus status,
      @Nullable TenantId tenant,
      @Nullable String topic) {
    return (status == null || row.status() == status)
        && (tenant == null || row.belongsTo(tenant))
        && (topic == null || row.operation().topic().equals(topic));
  }
}
