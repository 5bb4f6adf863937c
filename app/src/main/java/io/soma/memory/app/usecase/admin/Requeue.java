package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.TrackedBacklog;
import io.soma.memory.app.usecase.client.KeyedLocks;
import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.replay.StoredEvents;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxRecords;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Sets a tenant's events pending again, such that no newer write and the replay pass each other:
 * this instance waits for its own writes, and the outbox holds failed events back until those of
 * the other instances have ended.
 */
public final class Requeue {

  /** For clocks that run at different speeds, and for the note that a write was stored. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final OutboxRecords records;
  private final Backlog backlog;
  private final KeyedLocks turns;
  private final RelaySignal relay;
  private final CallLimits limits;
  private final StoredEvents stored;

  @Inject
  Requeue(
      OutboxRecords records,
      Backlog backlog,
      KeyedLocks turns,
      RelaySignal relay,
      CallLimits limits,
      StoredEvents stored) {
    this.records = records;
    this.backlog = backlog;
    this.turns = turns;
    this.relay = relay;
    this.limits = limits;
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
      List<EventId> requeued = records.requeue(tenant, ids, force, hold());
      requeuedAny = !requeued.isEmpty();
      return requeued;
    } finally {
      backlog.enqueueEnds(tenant, requeuedAny);
      relay.retry(tenant);
    }
  }

  // Another instance sends its last direct write before it looks and sees the replay. The result of
  // that write counts until its deadline. An address that failed meanwhile is compared by the look
  // after that.
  private Duration hold() {
    return TrackedBacklog.LONGEST_WITHOUT_LOOK
        .plus(limits.timeout())
        .plus(TrackedBacklog.LONGEST_WITHOUT_LOOK)
        .plus(MARGIN);
  }
}
