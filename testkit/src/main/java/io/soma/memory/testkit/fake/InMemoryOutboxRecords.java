package io.soma.memory.testkit.fake;

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
import io.soma.memory.ports.driven.OutboxRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What operators see and do of the outboxes on one store. */
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
      return store.rows.descendingMap().values().stream()
          .filter(row -> passes(row, filter.status(), filter.tenant(), filter.topic()))
          .skip(offset)
          .limit(limit)
          .map(row -> new OutboxEntry(row.event(), row.status(), row.confirmed(), row.lastError()))
          .toList();
    }
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
          standings.add(
              new EventStanding(
                  id,
                  row.event().tenant(),
                  row.event().delivery().orderingKey(),
                  row.status(),
                  row.confirmed(),
                  isOvertaken(row)));
        }
      }
    }
    return standings;
  }

  @Override
  public List<EventAddress> failedAddresses(int limit) {
    availability.require();
    synchronized (store) {
      return store.rows.values().stream()
          .filter(row -> row.status() == EventStatus.FAILED)
          .filter(row -> !store.overtaken.contains(row.event().id()))
          .map(InMemoryOutboxRecords::address)
          .distinct()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public void overtake(EventAddress address) {
    availability.require();
    synchronized (store) {
      store.rows.values().stream()
          .filter(row -> row.status() == EventStatus.FAILED && address(row).equals(address))
          .forEach(row -> store.overtaken.add(row.event().id()));
    }
  }

  @Override
  public List<EventId> revive(TenantId tenant, List<EventId> ids, boolean force) {
    availability.require();
    List<EventId> revived = new ArrayList<>();
    synchronized (store) {
      for (EventId id : new TreeSet<>(ids)) {
        InMemoryRow row = store.rows.get(id);
        if (row != null && row.belongsTo(tenant) && mayBeRevived(row, force)) {
          store.rows.put(id, row.revive());
          store.overtaken.remove(id);
          revived.add(id);
        }
      }
    }
    return revived;
  }

  @Override
  public List<EventId> discard(TenantId tenant, List<EventId> ids) {
    availability.require();
    List<EventId> discarded = new ArrayList<>();
    synchronized (store) {
      for (EventId id : new TreeSet<>(ids)) {
        InMemoryRow row = store.rows.get(id);
        if (row != null && row.belongsTo(tenant) && row.status() == EventStatus.FAILED) {
          store.rows.remove(id);
          store.idsByDedupeKey.remove(row.event().delivery().dedupeKey());
          discarded.add(id);
        }
      }
    }
    return discarded;
  }

  private boolean mayBeRevived(InMemoryRow row, boolean force) {
    return switch (row.status()) {
      case PENDING -> false;
      case SENT -> force || !row.confirmed();
      case FAILED -> force || !isOvertaken(row);
    };
  }

  private boolean isOvertaken(InMemoryRow row) {
    return store.overtaken.contains(row.event().id())
        || store.rows.tailMap(row.event().id(), false).values().stream()
            .filter(newer -> newer.status() != EventStatus.FAILED)
            .anyMatch(newer -> address(newer).equals(address(row)));
  }

  private static EventAddress address(InMemoryRow row) {
    return new EventAddress(row.event().tenant(), row.event().delivery().orderingKey());
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
        && (topic == null || row.event().delivery().operation().topic().equals(topic));
  }
}
