package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.DirectWriteTime;
import io.soma.memory.app.usecase.client.KeyedLocks;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.replay.StoredEvents;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxRecords;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Sets a tenant's events pending again, such that no newer write and the replay pass each other:
 * this instance waits for its own writes, and the outbox holds failed events back until those of
 * the other instances have ended.
 */
public final class Requeue {

  private final OutboxRecords records;
  private final Backlog backlog;
  private final KeyedLocks turns;
  private final RelaySignal relay;
  private final DirectWriteTime direct;
  private final StoredEvents stored;

  @Inject
  Requeue(
      OutboxRecords records,
      Backlog backlog,
      KeyedLocks turns,
      RelaySignal relay,
      DirectWriteTime direct,
      StoredEvents stored) {
    this.records = records;
    this.backlog = backlog;
    this.turns = turns;
    this.relay = relay;
    this.direct = direct;
    this.stored = stored;
  }

  List<EventId> requeue(TenantId tenant, List<EventStanding> events, boolean force) {
    boolean requeuedAny = false;
    // From here on, the tenant's writes queue behind the requeued events.
    backlog.enqueueBegins(tenant);
    try {
      // One that is on its way over HTTP is waited for, so that the replay comes after it.
      events.forEach(event -> turns.awaitEarlier(tenant, event.orderingKey()));
      List<EventId> ids = events.stream().map(EventStanding::id).toList();
      stored.forget(ids);
      List<EventId> requeued = records.requeue(tenant, ids, force, direct.longest());
      requeuedAny = !requeued.isEmpty();
      return requeued;
    } finally {
      backlog.enqueueEnds(tenant, requeuedAny);
      relay.retry(tenant);
    }
  }
}
