package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.testkit.contract.RecordedEvents;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A newer version queued an operation that this one does not know. */
class UnknownOperationTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private EventId before;
  private EventId unknown;
  private EventId behind;
  private EventId other;

  @BeforeEach
  void fill() {
    before = enqueue(1, 7);
    unknown = enqueue(2, 7);
    behind = enqueue(3, 7);
    other = enqueue(4, 8);
    database.execute("UPDATE outbox_events SET topic = 'memory.merge' WHERE id = " + unknown);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void isShownAsItIsAndHidesNothing() {
    List<OutboxEntry> entries = store.records().list(EventFilter.ALL, 10, 0);

    assertThat(entries)
        .extracting(entry -> entry.row().id(), entry -> entry.row().topic())
        .containsExactly(
            tuple(other, "memory.store"),
            tuple(behind, "memory.store"),
            tuple(unknown, "memory.merge"),
            tuple(before, "memory.store"));
    OutboxEntry shown = store.records().find(unknown).orElseThrow();
    assertThat(shown.isReadable()).isFalse();
    assertThat(shown.status()).isEqualTo(EventStatus.PENDING);
    assertThat(shown.lastError())
        .isEqualTo("this version cannot read it: no write operation has the topic memory.merge");
    assertThat(shown.row().body()).contains("note 2");
    assertThat(store.records().standings(List.of(unknown))).hasSize(1);
    assertThat(store.records().counts().get(0).pending()).isEqualTo(4);
  }

  @Test
  void holdsUpWhatIsBehindItAtItsAddressAlone() {
    TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();

    List<OutboxEvent> carried = store.outbox().pending(lease, 10);
    assertThat(carried).extracting(OutboxEvent::id).containsExactly(before, other);
    assertThat(store.outbox().pending(lease, 1)).hasSize(1);

    DueEvents due = store.outbox().due(ALICE, events(before, behind, other));
    assertThat(due.due()).containsExactlyInAnyOrder(before, other);
    assertThat(due.early()).containsExactly(behind);
    assertThat(store.outbox().independentOf(events(before).get(0), before, 10))
        .extracting(OutboxEvent::id)
        .containsExactly(other);
  }

  @Test
  void manyHoldUpNoOtherAddress() {
    database.execute(
        "UPDATE outbox_events SET topic = 'memory.merge' WHERE id IN ("
            + before
            + ", "
            + behind
            + ")");
    TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();

    assertThat(store.outbox().pending(lease, 1)).extracting(OutboxEvent::id).containsExactly(other);
    store.outbox().confirm(ALICE, events(other));
    assertThat(store.outbox().pending(lease, 1)).isEmpty();
  }

  @Test
  void isGivenUpByAnOperatorAndThenHoldsNothingUp() {
    store.outbox().fail(ALICE, unknown, "given up");
    assertThat(store.outbox().due(ALICE, events(before, behind, other)).due()).hasSize(3);
    assertThat(store.records().find(unknown).orElseThrow().lastError())
        .endsWith("; before: given up");

    assertThat(store.records().requeue(ALICE, List.of(unknown), true, MINUTE))
        .containsExactly(unknown);
    store.outbox().fail(ALICE, unknown, "given up");
    assertThat(store.records().discard(ALICE, List.of(unknown))).containsExactly(unknown);
  }

  @Test
  void aNamedKeyOfOneIsFound() {
    Delivery named = store(ALICE, 9);
    named = named.withIdentity(SampleDeliveries.named(ALICE, "key", named.body()));
    EventId id = store.outbox().enqueue(named).id();
    database.execute("UPDATE outbox_events SET topic = 'memory.merge' WHERE id = " + id);

    assertThat(store.outbox().find(named.dedupeKey()).orElseThrow().topic())
        .isEqualTo("memory.merge");
    assertThat(store.outbox().enqueue(named).added()).isFalse();
  }

  /** A new operation needs an index with other words; see migration 20. */
  @Test
  void theIndexKnowsEveryOperation() {
    String index =
        database
            .query("SELECT pg_get_indexdef('outbox_events_unknown_operation'::regclass)")
            .get(0);

    assertThat(Arrays.stream(WriteOperation.values()).map(WriteOperation::topic))
        .allSatisfy(topic -> assertThat(index).contains("'" + topic + "'"));
  }

  private EventId enqueue(int number, int address) {
    String body = "{\"text\":\"note " + number + "\"}";
    Delivery at = SampleDeliveries.of(WriteOperation.STORE, ALICE, address, body);
    return store.outbox().enqueue(at).id();
  }

  private List<OutboxEvent> events(EventId... ids) {
    return Arrays.stream(ids).map(id -> RecordedEvents.find(store.records(), id)).toList();
  }
}
