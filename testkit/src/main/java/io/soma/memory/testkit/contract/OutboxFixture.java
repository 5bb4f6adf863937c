package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shared by the suites of {@link Outbox}: the adapter under test, and short methods for its calls.
 *
 * <p>Every test starts with an empty outbox and with no lease held.
 */
abstract class OutboxFixture {

  static final TenantId ALICE = new TenantId("alice");
  static final TenantId BOB = new TenantId("bob");
  static final TenantId CAROL = new TenantId("carol");

  private static final Duration LONG = Duration.ofHours(1);

  /** The adapter under test; the same one throughout a test. */
  protected abstract Outbox outbox();

  /** An adapter of another instance, on the same storage. */
  protected abstract Outbox anotherInstance();

  /** An adapter with storage that cannot be reached. */
  protected abstract Outbox unreachable();

  /** The records of the same storage. */
  protected abstract OutboxRecords records();

  /** Records with storage that cannot be reached. */
  protected abstract OutboxRecords unreachableRecords();

  /** Leases on the same storage. */
  protected abstract TenantLeases leases();

  /** Moves the clock that leases run by. */
  protected abstract void letTimePass(Duration duration);

  /** Removes every confirmed event, as the purge does in the end. */
  protected abstract void forgetConfirmed();

  final TenantLease lease(TenantId tenant) {
    return leases().acquire(tenant, LeaseRight.CARRY, LONG).orElseThrow();
  }

  final TenantLease leaseThatRanOut(TenantId tenant) {
    TenantLease lease = lease(tenant);
    letTimePass(LONG);
    return lease;
  }

  final EventId enqueue(TenantId tenant, int number) {
    return outbox().enqueue(store(tenant, number)).id();
  }

  final List<EventId> enqueueMany(TenantId tenant, int count) {
    return IntStream.range(0, count).mapToObj(number -> enqueue(tenant, number)).toList();
  }

  /** Enqueues a write of its own number to an address that several may share. */
  final EventId enqueueAt(TenantId tenant, int number, int address, WriteOperation operation) {
    Delivery sample = store(tenant, address);
    RequestId requestId = new RequestId("numbered-" + number);
    return outbox()
        .enqueue(
            new Delivery(
                sample.namespace(),
                operation,
                sample.coordinate(),
                SampleDeliveries.identity(tenant, requestId, sample.body()),
                sample.body(),
                null))
        .id();
  }

  /** The events with these ids, as a transport gives them back; none is foreign. */
  final List<OutboxEvent> eventsOf(List<EventId> ids) {
    Map<EventId, OutboxEvent> stored = new HashMap<>();
    records()
        .list(EventFilter.ALL, 500, 0)
        .forEach(entry -> stored.put(entry.event().id(), entry.event()));
    return ids.stream().map(id -> stored.getOrDefault(id, goneEvent(id))).toList();
  }

  final OutboxEvent eventOf(EventId id) {
    return eventsOf(List.of(id)).get(0);
  }

  /** Confirms events as the replay does: those that a transport gave back. */
  final void confirm(TenantId tenant, List<EventId> ids) {
    outbox().confirm(tenant, eventsOf(ids));
  }

  /** Which of these events are to be applied now, in ascending order. */
  final List<EventId> inTurn(Outbox outbox, TenantId tenant, List<EventId> ids) {
    return outbox.due(tenant, eventsOf(ids)).due().stream().sorted().toList();
  }

  final List<EventId> inTurn(List<EventId> ids) {
    return inTurn(outbox(), ALICE, ids);
  }

  // One that was here, and is no more.
  private OutboxEvent goneEvent(EventId id) {
    return new OutboxEvent(outbox().identity(), id, Instant.EPOCH, 0, stored(store(ALICE, 1)));
  }

  final List<EventId> pendingIds(TenantId tenant) {
    TenantLease lease = lease(tenant);
    List<EventId> ids = idsOf(outbox().pending(lease, 1000));
    leases().release(lease);
    return ids;
  }

  final void markSent(TenantId tenant, EventId... ids) {
    TenantLease lease = lease(tenant);
    assertThat(outbox().markSent(lease, Arrays.asList(ids))).isEqualTo(ids.length);
    leases().release(lease);
  }

  /** How many of Alice's events are set pending again. */
  final int requeue(List<EventId> ids) {
    return records().requeue(ALICE, ids, false, Duration.ZERO).size();
  }

  final Optional<TenantBacklog> backlogOf(TenantId tenant) {
    Optional<TenantBacklog> ofAll =
        outbox().backlog().stream().filter(entry -> entry.tenant().equals(tenant)).findAny();
    assertThat(outbox().backlog(tenant)).isEqualTo(ofAll);
    return ofAll;
  }

  static List<EventId> idsOf(List<OutboxEvent> events) {
    return events.stream().map(OutboxEvent::id).toList();
  }
}
