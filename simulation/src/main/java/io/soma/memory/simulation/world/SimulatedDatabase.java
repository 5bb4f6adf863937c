package io.soma.memory.simulation.world;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.fake.InMemoryCircuitOrders;
import io.soma.memory.testkit.fake.InMemoryOutbox;
import io.soma.memory.testkit.fake.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database of all instances; its clock may step. */
final class SimulatedDatabase {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Scheduler scheduler;
  private final InMemoryStore store;
  private final InMemoryOutbox rows;
  private final InMemoryCircuitOrders orders;
  private final TenantLocks locks;

  /** How often the database had been restored at a process's last look into it, or its start. */
  private final Map<SimulatedProcess, Integer> known = new HashMap<>();

  private Duration step = Duration.ZERO;
  private int restores;
  private boolean isAway;

  SimulatedDatabase(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.store = new InMemoryStore(this::now);
    this.rows = new InMemoryOutbox(store);
    this.orders = new InMemoryCircuitOrders(store);
    this.locks = new TenantLocks(scheduler);
  }

  private Instant now() {
    return START.plusNanos(scheduler.now()).plus(step);
  }

  void stepClock(Duration by) {
    step = step.plus(by);
  }

  /** Has every instance hold a tenant's circuit open. */
  void order(TenantId tenant) {
    orders.give(tenant, CircuitOrder.OPEN);
  }

  void takeOrderBack(TenantId tenant) {
    orders.takeBack(tenant);
  }

  /** Whether it is away, as while it is restored. */
  boolean isAway() {
    return isAway;
  }

  void setAway(boolean away) {
    isAway = away;
  }

  /** How often it was restored; a transaction from before does not commit. */
  int restores() {
    return restores;
  }

  void begins(SimulatedProcess process) {
    // A start looks at the sequence before anything is enqueued.
    store.raiseSequence();
    known.put(process, restores);
  }

  /** To be told when a process has the answer to a look that began after so many restores. */
  void seen(SimulatedProcess process, int restoresBefore) {
    known.merge(process, restoresBefore, Math::max);
  }

  /** Whether a process has seen it as it is since the last restore. */
  boolean isKnownTo(SimulatedProcess process) {
    return !isAway && known.getOrDefault(process, 0) == restores;
  }

  /** Takes everything back to a backup; what was under way is broken off. */
  void restore(InMemoryStore.Backup backup) {
    store.restore(backup);
    locks.breakAll();
    restores++;
  }

  /** The same state at a standby, which takes over and leaves out some ids. */
  void switchOver(InMemoryStore.Backup standby, int idsLeftOut) {
    store.switchOver(standby, idsLeftOut);
    locks.breakAll();
    restores++;
  }

  /** Moves the rows to another server; what was under way is broken off. */
  void move() {
    store.move();
    locks.breakAll();
    restores++;
  }

  InMemoryStore store() {
    return store;
  }

  TenantLocks locks() {
    return locks;
  }

  List<OutboxEvent> events() {
    return rows.events();
  }

  Optional<OutboxEvent> event(EventId id) {
    return rows.events().stream().filter(event -> event.id().equals(id)).findFirst();
  }

  boolean isUnconfirmed(OutboxEvent event) {
    return !rows.isConfirmed(event.id()) && !isFailed(event);
  }

  boolean isFailed(OutboxEvent event) {
    return rows.statusOf(event.id()) == EventStatus.FAILED;
  }

  List<OutboxEvent> unconfirmed() {
    return rows.events().stream().filter(this::isUnconfirmed).toList();
  }

  List<OutboxEvent> failed() {
    return rows.events().stream().filter(this::isFailed).toList();
  }
}
