package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enqueueing into the outbox, and its reported fill. */
abstract class OutboxEnqueueContract extends OutboxRepeatContract {

  @Test
  void aNewWriteIsAdded() {
    Enqueued enqueued = outbox().enqueue(store(ALICE, 1));

    assertThat(enqueued.added()).isTrue();
    assertThat(enqueued.idempotencyKey()).isEqualTo(store(ALICE, 1).idempotencyKey());
    assertThat(pendingIds(ALICE)).containsExactly(enqueued.id());
  }

  @Test
  void aWriteWhoseCallerIsGoneIsNotAdded() {
    assertThatExceptionOfType(AbandonedWriteException.class)
        .isThrownBy(() -> outbox().enqueue(store(ALICE, 1), () -> true));

    assertThat(outbox().backlog()).isEmpty();
    assertThat(outbox().enqueue(store(ALICE, 1)).added()).isTrue();
  }

  @Test
  void aLaterWriteHasALargerId() {
    assertThat(enqueueMany(ALICE, 20)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void equalRequestsOfTwoTenantsAreTwoEvents() {
    EventId alices = enqueue(ALICE, 1);
    EventId bobs = enqueue(BOB, 1);

    assertThat(pendingIds(ALICE)).containsExactly(alices);
    assertThat(pendingIds(BOB)).containsExactly(bobs);
  }

  @Test
  void theBacklogCountsUnconfirmedAndPendingEventsOfEveryTenant() {
    List<EventId> alices = enqueueMany(ALICE, 5);
    enqueueMany(BOB, 2);
    markSent(ALICE, alices.get(0), alices.get(1));

    assertThat(outbox().backlog())
        .extracting(TenantBacklog::tenant, TenantBacklog::unconfirmed, TenantBacklog::pending)
        .containsExactlyInAnyOrder(tuple(ALICE, 5L, 3L), tuple(BOB, 2L, 2L));
  }

  @Test
  void theBacklogKnowsWhenTheOldestUnconfirmedEventWasCreated() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    List<Instant> created =
        outbox().pending(lease(ALICE), 3).stream().map(event -> event.createdAt()).toList();

    confirm(ALICE, ids.subList(0, 1));

    assertThat(backlogOf(ALICE).orElseThrow().oldest()).isEqualTo(created.get(1));
  }

  @Test
  void theOldestMayBeOneThatTheTransportHas() {
    List<EventId> ids = enqueueMany(ALICE, 2);
    Instant created = outbox().pending(lease(ALICE), 1).get(0).createdAt();
    letTimePass(Duration.ofHours(1));

    markSent(ALICE, ids.get(0));

    assertThat(backlogOf(ALICE).orElseThrow().oldest()).isEqualTo(created);
  }

  @Test
  void theBacklogLeavesOutConfirmedAndFailedEvents() {
    List<EventId> ids = enqueueMany(ALICE, 2);
    confirm(ALICE, ids.subList(0, 1));
    outbox().fail(ALICE, ids.get(1), "refused");

    assertThat(outbox().backlog()).isEmpty();
    assertThat(backlogOf(ALICE)).isEmpty();
  }

  @Test
  void theBacklogHoldsWhatAnotherInstanceEnqueued() {
    anotherInstance().enqueue(store(ALICE, 1));

    assertThat(backlogOf(ALICE).orElseThrow().pending()).isEqualTo(1);
  }

  @Test
  void tenantsWithPendingComeInTenantOrderAfterTheGivenOne() {
    enqueueMany(CAROL, 2);
    enqueue(ALICE, 1);
    enqueue(BOB, 1);

    assertThat(outbox().tenantsWithPending(null, 10)).containsExactly(ALICE, BOB, CAROL);
    assertThat(outbox().tenantsWithPending(ALICE, 10)).containsExactly(BOB, CAROL);
    assertThat(outbox().tenantsWithPending(CAROL, 10)).isEmpty();
  }

  @Test
  void tenantOrderIsThatOfTheirCharacters() {
    List<TenantId> ordered =
        List.of(new TenantId("A-b"), new TenantId("Ab"), new TenantId("B"), new TenantId("a"));
    ordered.forEach(tenant -> enqueue(tenant, 1));

    assertThat(ordered).isSorted();
    assertThat(outbox().tenantsWithPending(null, 10)).isEqualTo(ordered);
    assertThat(outbox().tenantsWithPending(new TenantId("Aa"), 10))
        .isEqualTo(ordered.subList(1, 4));
  }

  @Test
  void noMoreTenantsThanAskedForAreGiven() {
    enqueue(ALICE, 1);
    enqueue(BOB, 1);
    enqueue(CAROL, 1);

    assertThat(outbox().tenantsWithPending(null, 2)).containsExactly(ALICE, BOB);
  }

  @Test
  void tenantsWithoutPendingEventsAreLeftOut() {
    markSent(ALICE, enqueue(ALICE, 1));
    outbox().fail(BOB, enqueue(BOB, 1), "refused");
    confirm(CAROL, List.of(enqueue(CAROL, 1)));

    assertThat(outbox().tenantsWithPending(null, 10)).isEmpty();
  }
}
