package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import jakarta.inject.Inject;
import java.util.List;

/** Removes a tenant's events for good; those that have not failed are given up first. */
public final class Discard {

  private static final String GIVEN_UP = "given up by an operator";

  private final Outbox outbox;
  private final OutboxRecords records;
  private final Backlog backlog;
  private final RelaySignal relay;

  @Inject
  Discard(Outbox outbox, OutboxRecords records, Backlog backlog, RelaySignal relay) {
    this.outbox = outbox;
    this.records = records;
    this.backlog = backlog;
    this.relay = relay;
  }

  List<EventId> discard(TenantId tenant, List<EventStanding> events) {
    List<EventId> blocking =
        events.stream()
            .filter(event -> event.status() != EventStatus.FAILED)
            .map(EventStanding::id)
            .toList();
    // One that is confirmed in this moment stays confirmed, and is not removed.
    blocking.forEach(id -> outbox.fail(tenant, id, GIVEN_UP));
    List<EventId> removed =
        records.discard(tenant, events.stream().map(EventStanding::id).toList());
    if (!blocking.isEmpty()) {
      backlog.settled(tenant, (int) removed.stream().filter(blocking::contains).count());
      relay.retry(tenant);
    }
    return removed;
  }
}
