package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/** The statements of an event's life, from its enqueue to its purge. */
final class EventLife {

  private static final TenantId ALICE = new TenantId("alice");

  private EventLife() {}

  /** Runs them all; each may throw. */
  static void run(PostgresStore store) {
    List<EventId> ids =
        List.of(
            store.outbox().enqueue(store(ALICE, 1)).id(),
            store.outbox().enqueue(store(ALICE, 2)).id());
    TenantLease lease =
        store.leases().acquire(ALICE, LeaseRight.CARRY, Duration.ofMinutes(1)).orElseThrow();
    List<OutboxEvent> events = store.outbox().pending(lease, 10);
    store.outbox().markSent(lease, ids);
    store.outbox().due(ALICE, events);
    store.outbox().unsettledCommits();
    store.outbox().independentOf(events.get(0), ids.get(0), 10);
    store.outbox().resend(ALICE, ids.get(1));
    store.outbox().spendAttempt(events.get(0), "busy", 5);
    store.outbox().fail(ALICE, ids.get(0), "refused");
    store.records().counts();
    store.records().standings(ids);
    store.records().requeue(ALICE, ids, false, Duration.ZERO);
    store.outbox().backlog();
    store.outbox().confirm(ALICE, events);
    store.outbox().purge(10);
    store.leases().release(lease);
    store.circuitOrders().give(ALICE, CircuitOrder.OPEN);
    store.circuitOrders().takeBack(ALICE);
  }
}
