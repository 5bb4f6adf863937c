package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.admin.ChangePlan.TenantChange;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.replay.DeliveryRight;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driving.Refusal;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Removes a tenant's events for good; those that have not failed are given up first. */
public final class Discard {

  private static final String GIVEN_UP = "given up by an operator";

  private final Outbox outbox;
  private final OutboxRecords records;
  private final Backlog backlog;
  private final RelaySignal relay;
  private final DeliveryRight right;

  @Inject
  Discard(
      Outbox outbox,
      OutboxRecords records,
      Backlog backlog,
      RelaySignal relay,
      DeliveryRight right) {
    this.outbox = outbox;
    this.records = records;
    this.backlog = backlog;
    this.relay = relay;
    this.right = right;
  }

  TenantChange discard(TenantId tenant, List<EventStanding> events) {
    List<EventId> blocking =
        events.stream()
            .filter(event -> event.status() != EventStatus.FAILED)
            .map(EventStanding::id)
            .toList();
    return blocking.isEmpty()
        ? TenantChange.of(records.discard(tenant, ids(events)))
        : giveUp(tenant, blocking, events);
  }

  // Once it is given up, newer writes may go directly, so its call must not be under way anywhere.
  private TenantChange giveUp(TenantId tenant, List<EventId> blocking, List<EventStanding> events) {
    Optional<DeliveryRight.Held> held = right.take(tenant);
    if (held.isEmpty()) {
      List<EventStanding> failed =
          events.stream().filter(event -> !blocking.contains(event.id())).toList();
      return new TenantChange(records.discard(tenant, ids(failed)), Refusal.IN_DELIVERY);
    }
    List<EventId> removed;
    try (DeliveryRight.Held closedAtTheEnd = held.get()) {
      // One that is confirmed in this moment stays confirmed, and is not removed.
      blocking.forEach(id -> outbox.fail(tenant, id, GIVEN_UP));
      removed = records.discard(tenant, ids(events));
    }
    backlog.settled(tenant, (int) removed.stream().filter(blocking::contains).count());
    relay.retry(tenant);
    return TenantChange.of(removed);
  }

  private static List<EventId> ids(List<EventStanding> events) {
    return events.stream().map(EventStanding::id).toList();
  }
}
