package io.soma.memory.testkit.fake;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TrafficCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The traffic of an outbox in memory; it counts up to now, as nothing commits meanwhile. */
public final class InMemoryTrafficCounter implements TrafficCounter {

  private final InMemoryStore store;
  private final Availability availability = new Availability();
  private final Map<TrafficMark, Set<EventId>> confirmedBefore = new HashMap<>();

  /** Of this store. */
  public InMemoryTrafficCounter(InMemoryStore store) {
    this.store = store;
  }

  /** While false, every method of the port throws {@code OutboxUnavailableException}. */
  public void available(boolean available) {
    availability.set(available);
  }

  @Override
  public OutboxTraffic since(@Nullable TrafficMark since) {
    availability.require();
    synchronized (store) {
      long lastId = store.rows.isEmpty() ? 0 : store.rows.lastKey().value();
      TrafficMark upTo = new TrafficMark(lastId, store.now());
      List<TenantTraffic> moved = since == null ? List.of() : moved(since);
      confirmedBefore.put(upTo, confirmed());
      return new OutboxTraffic(upTo, moved);
    }
  }

  private List<TenantTraffic> moved(TrafficMark since) {
    Set<EventId> before = confirmedBefore.getOrDefault(since, Set.of());
    Map<TenantId, TenantTraffic> moved = new HashMap<>();
    for (InMemoryRow row : store.rows.values()) {
      EventId id = row.event().id();
      long queued = id.value() > since.lastId() ? 1 : 0;
      long confirmed = row.confirmed() && !before.contains(id) ? 1 : 0;
      if (queued + confirmed > 0) {
        moved.merge(
            row.event().tenant(),
            new TenantTraffic(row.event().tenant(), queued, confirmed),
            InMemoryTrafficCounter::sum);
      }
    }
    return List.copyOf(moved.values());
  }

  private Set<EventId> confirmed() {
    return store.rows.values().stream()
        .filter(InMemoryRow::confirmed)
        .map(row -> row.event().id())
        .collect(Collectors.toSet());
  }

  private static TenantTraffic sum(TenantTraffic one, TenantTraffic other) {
    return new TenantTraffic(
        one.tenant(), one.queued() + other.queued(), one.confirmed() + other.confirmed());
  }
}
