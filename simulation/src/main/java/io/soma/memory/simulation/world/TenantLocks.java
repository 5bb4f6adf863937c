package io.soma.memory.simulation.world;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.simulation.schedule.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lock that a transaction holds which adds, or requeues, events of a tenant (decision 25). */
final class TenantLocks {

  /** How long a statement waits for it. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(3);

  /** One holding of a lock; another one for each. */
  record Holding(TenantId tenant, long number) {}

  private final Map<TenantId, Holding> held = new LinkedHashMap<>();
  private final Scheduler scheduler;
  private long count;

  TenantLocks(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Waits for a tenant's lock.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if that takes too long
   */
  Holding take(TenantId tenant) {
    awaitFree(tenant);
    Holding holding = new Holding(tenant, ++count);
    held.put(tenant, holding);
    return holding;
  }

  /**
   * Waits until nothing holds a tenant's lock, as a write does that joins a transaction.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if that takes too long
   */
  void awaitFree(TenantId tenant) {
    if (!scheduler.await(() -> !held.containsKey(tenant), STATEMENT_TIMEOUT.toNanos())) {
      throw StoreLink.unavailable("a statement waited too long for a lock");
    }
  }

  void release(Holding holding) {
    held.remove(holding.tenant(), holding);
  }

  /** Ends every transaction, as when the database is restored. */
  void breakAll() {
    held.clear();
  }

  boolean isHeld(Holding holding) {
    return holding.equals(held.get(holding.tenant()));
  }

  Map<TenantId, Holding> held() {
    return new LinkedHashMap<>(held);
  }
}
