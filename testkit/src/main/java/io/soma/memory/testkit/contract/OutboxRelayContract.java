package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.storeWithBody;
import static io.soma.memory.testkit.contract.SampleDeliveries.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay's queries of the outbox, and its marks. */
abstract class OutboxRelayContract extends OutboxEnqueueContract {

  @ParameterizedTest
  @EnumSource
  void anEventCarriesTheWholeWrite(WriteOperation operation) {
    Delivery delivery = SampleDeliveries.of(operation, ALICE, 7, "{\"coord\":\"7.0,0.5\"}");
    EventId id = outbox().enqueue(delivery).id();

    OutboxEvent event = outbox().pending(lease(ALICE), 1).get(0);

    assertThat(event.id()).isEqualTo(id);
    assertThat(event.retries()).isZero();
    assertThat(event.delivery()).isEqualTo(stored(delivery));
  }

  @Test
  void aWriteOutsideAnyTraceAndWithABareNamespaceComesBackAsItIs() {
    Delivery traced = store(ALICE, 1);
    Delivery delivery =
        new Delivery(
            Namespace.of("alice"),
            WriteOperation.DELETE,
            new Coordinate("-0.0,1e-05,1e+22"),
            traced.identity(),
            "{\"coord\":\"-0.0,1e-05,1e+22\"}",
            null);

    outbox().enqueue(delivery);

    assertThat(outbox().pending(lease(ALICE), 1).get(0).delivery()).isEqualTo(stored(delivery));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[],\"b\":{},\"c\":[[],[{}]]}",
        "{\"blank  inside\":\" a : b , c \",\"quote\":\"\\\" , \\\\\",\"end\":\"\\\\\"}",
        "{\"text\":\"\u65e5\u672c\u8a9e \ud83d\ude00 \u00e9\",\"control\":\"\\u0001\\n\\t\"}",
        "{\"numbers\":[0,-1,1.10,1e400,1E-400,-2.5e+3,123456789012345678901234567890]}",
        "{\"words\":[true,false,null]}"
      })
  void theBodyIsEqualJsonAndCompact(String body) {
    outbox().enqueue(storeWithBody(ALICE, 1, body));

    String carried = outbox().pending(lease(ALICE), 1).get(0).delivery().body();

    assertThat(JsonEquality.equal(carried, body)).as(carried).isTrue();
    assertThat(carried).doesNotContain("\": ", ", \"", "[ ", "1, ");
  }

  @Test
  void pendingEventsComeOldestFirstAndNoMoreThanAskedFor() {
    List<EventId> ids = enqueueMany(ALICE, 5);

    assertThat(idsOf(outbox().pending(lease(ALICE), 3))).isEqualTo(ids.subList(0, 3));
  }

  @Test
  void theBodiesOfPendingEventsAreNoLargerTogetherThanAskedForUnlessTheFirstAloneIs() {
    String body = "{\"text\":\"" + "\u00e9".repeat(500) + "\"}";
    List<EventId> ids =
        IntStream.range(0, 4)
            .mapToObj(i -> outbox().enqueue(storeWithBody(ALICE, i, body)).id())
            .toList();
    TenantLease lease = lease(ALICE);

    assertThat(idsOf(outbox().pending(lease, 10, 2100))).isEqualTo(ids.subList(0, 2));
    assertThat(idsOf(outbox().pending(lease, 10, 2 * 1011))).isEqualTo(ids.subList(0, 2));
    assertThat(idsOf(outbox().pending(lease, 10, 2 * 1011 - 1))).isEqualTo(ids.subList(0, 1));
    assertThat(idsOf(outbox().pending(lease, 10, 1))).isEqualTo(ids.subList(0, 1));
    assertThat(idsOf(outbox().pending(lease, 3, 100_000))).isEqualTo(ids.subList(0, 3));
  }

  @Test
  void aTenantsRelaySeesNoOtherTenantsEvents() {
    enqueue(BOB, 1);
    EventId alices = enqueue(ALICE, 1);

    assertThat(pendingIds(ALICE)).containsExactly(alices);
  }

  @Test
  void askingForPendingEventsChangesNothing() {
    List<EventId> ids = enqueueMany(ALICE, 2);

    assertThat(pendingIds(ALICE)).isEqualTo(ids);
    assertThat(pendingIds(ALICE)).isEqualTo(ids);
  }

  @Test
  void whoeverNoLongerHoldsTheLeaseGetsNoEvents() {
    enqueue(ALICE, 1);
    enqueue(BOB, 1);
    TenantLease released = lease(BOB);
    leases().release(released);
    TenantLease ranOut = leaseThatRanOut(ALICE);

    assertThat(outbox().pending(ranOut, 10)).isEmpty();
    assertThat(outbox().pending(released, 10)).isEmpty();
  }

  @Test
  void aLeaseThatPassedToSomebodyElseGivesNoEvents() {
    enqueue(ALICE, 1);
    TenantLease old = leaseThatRanOut(ALICE);
    TenantLease current = lease(ALICE);

    assertThat(outbox().pending(old, 10)).isEmpty();
    assertThat(outbox().pending(current, 10)).hasSize(1);
  }

  @Test
  void aLeaseOfAnotherHolderWithTheSameTokenGivesNothing() {
    EventId id = enqueue(ALICE, 1);
    TenantLease held = lease(ALICE);
    TenantLease forged = new TenantLease(ALICE, LeaseRight.CARRY, "another", held.fencingToken());

    assertThat(outbox().pending(forged, 10)).isEmpty();
    assertThat(outbox().markSent(forged, List.of(id))).isZero();
  }

  @Test
  void anEarlierLeaseOfTheSameHolderGivesNothing() {
    EventId id = enqueue(ALICE, 1);
    TenantLease held = lease(ALICE);
    TenantLease earlier =
        new TenantLease(ALICE, LeaseRight.CARRY, held.holder(), held.fencingToken() - 1);

    assertThat(outbox().pending(earlier, 10)).isEmpty();
    assertThat(outbox().markSent(earlier, List.of(id))).isZero();
  }

  @Test
  void sentEventsAreNoLongerPending() {
    List<EventId> ids = enqueueMany(ALICE, 3);

    assertThat(outbox().markSent(lease(ALICE), ids.subList(0, 2))).isEqualTo(2);

    assertThat(outbox().backlog().get(0).pending()).isEqualTo(1);
    assertThat(outbox().tenantsWithPending(null, 1)).containsExactly(ALICE);
  }

  @Test
  void markingAgainChangesNothing() {
    List<EventId> ids = enqueueMany(ALICE, 2);
    TenantLease lease = lease(ALICE);
    outbox().markSent(lease, ids);

    assertThat(outbox().markSent(lease, ids)).isZero();
    assertThat(outbox().markSent(lease, List.of())).isZero();
  }

  @Test
  void whoeverNoLongerHoldsTheLeaseMarksNothing() {
    EventId id = enqueue(ALICE, 1);
    TenantLease old = leaseThatRanOut(ALICE);
    assertThat(outbox().markSent(old, List.of(id))).isZero();

    lease(ALICE);

    assertThat(outbox().markSent(old, List.of(id))).isZero();
    assertThat(backlogOf(ALICE).orElseThrow().pending()).isEqualTo(1);
  }

  @Test
  void confirmedAndFailedEventsAreNeverMarked() {
    List<EventId> ids = enqueueMany(ALICE, 2);
    confirm(ALICE, ids.subList(0, 1));
    outbox().fail(ALICE, ids.get(1), "refused");

    assertThat(outbox().markSent(lease(ALICE), ids)).isZero();
    assertThat(outbox().backlog()).isEmpty();
    assertThat(requeue(ids)).isEqualTo(1);
  }

  @Test
  void anotherTenantsEventsAreNeverMarked() {
    EventId bobs = enqueue(BOB, 1);

    assertThat(outbox().markSent(lease(ALICE), List.of(bobs))).isZero();
    assertThat(pendingIds(BOB)).containsExactly(bobs);
  }

  @Test
  void sentEventsUpToTheLastAreCarriedOnceMoreInOrder() {
    List<EventId> ids = enqueueMany(ALICE, 5);
    markSent(ALICE, ids.get(0), ids.get(2), ids.get(3));

    assertThat(outbox().resend(ALICE, ids.get(2))).isEqualTo(2);

    assertThat(pendingIds(ALICE)).containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(4));
    assertThat(outbox().resend(ALICE, ids.get(2))).isZero();
  }

  @Test
  void confirmedAndFailedEventsAreNotCarriedOnceMore() {
    List<EventId> ids = enqueueMany(ALICE, 2);
    markSent(ALICE, ids.get(0), ids.get(1));
    confirm(ALICE, ids.subList(0, 1));
    outbox().fail(ALICE, ids.get(1), "refused");

    assertThat(outbox().resend(ALICE, ids.get(1))).isZero();
    assertThat(pendingIds(ALICE)).isEmpty();
  }

  @Test
  void onlyTheTenantsOwnEventsAreCarriedOnceMore() {
    EventId bobs = enqueue(BOB, 1);
    EventId alices = enqueue(ALICE, 1);
    markSent(BOB, bobs);

    assertThat(outbox().resend(ALICE, alices)).isZero();
    assertThat(pendingIds(BOB)).isEmpty();
  }
}
