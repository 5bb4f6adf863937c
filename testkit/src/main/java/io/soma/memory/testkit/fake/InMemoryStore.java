package io.soma.memory.testkit.fake;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What several {@link InMemoryOutbox}, {@link InMemoryTenantLeases} and {@link
 * InMemoryCircuitOrders} share, as several instances share a database; its clock is the database's.
 *
 * <p>Its monitor guards it: whoever reads or changes it holds that.
 */
public final class InMemoryStore {

  /** Who has, or had, a tenant; kept after its end so that the fencing token only grows. */
  record Tenure(TenantLease lease, Instant expiresAt) {}

  final NavigableMap<EventId, InMemoryRow> rows = new TreeMap<>();
  final Map<DedupeKey, EventId> idsByDedupeKey = new HashMap<>();
  final Set<EventId> overtaken = new HashSet<>();
  final Map<TenantId, Tenure> tenures = new HashMap<>();
  final Map<TenantId, CircuitOrder> circuitOrders = new HashMap<>();

  private final InstantSource clock;
  private long lastId;
  private final AtomicInteger instances = new AtomicInteger();

  public InMemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  EventId nextId() {
    return new EventId(++lastId);
  }

  String nextHolder() {
    return "instance-" + instances.incrementAndGet();
  }

  boolean holds(TenantLease lease) {
    Tenure tenure = tenures.get(lease.tenant());
    return tenure != null && tenure.lease().equals(lease) && now().isBefore(tenure.expiresAt());
  }
}
