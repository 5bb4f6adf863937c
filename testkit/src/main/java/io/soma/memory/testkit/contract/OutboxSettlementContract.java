package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events leave the outbox: in turn, confirmed, or failed and requeued. */
abstract class OutboxSettlementContract extends OutboxRelayContract {

  @Test
  void eventsAreInTurnWhereNothingBeforeThemIsMissing() {
    List<EventId> ids = enqueueMany(ALICE, 4);

    assertThat(inTurn(ids)).isEqualTo(ids);
    assertThat(inTurn(ids.subList(0, 2))).isEqualTo(ids.subList(0, 2));
    assertThat(inTurn(ids.subList(1, 4))).isEmpty();
    assertThat(inTurn(List.of())).isEmpty();
  }

  @Test
  void aGapEndsTheTurn() {
    List<EventId> ids = enqueueMany(ALICE, 4);

    assertThat(inTurn(List.of(ids.get(0), ids.get(1), ids.get(3)))).isEqualTo(ids.subList(0, 2));
  }

  @Test
  void confirmedAndFailedEventsHoldNobodyUpAndAreNotInTurn() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    confirm(ALICE, ids.subList(0, 1));
    outbox().fail(ALICE, ids.get(2), "refused");

    assertThat(inTurn(ids)).containsExactly(ids.get(1), ids.get(3));
    assertThat(inTurn(List.of(ids.get(1), ids.get(3)))).containsExactly(ids.get(1), ids.get(3));
  }

  @Test
  void sentAndPendingEventsAreBothWaitedFor() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(0), ids.get(2));

    assertThat(inTurn(ids.subList(1, 3))).isEmpty();
    assertThat(inTurn(List.of(ids.get(0), ids.get(2)))).containsExactly(ids.get(0));
    assertThat(inTurn(ids)).isEqualTo(ids);
  }

  @Test
  void otherTenantsEventsNeitherCountNorBlock() {
    EventId bobs = enqueue(BOB, 1);
    EventId alices = enqueue(ALICE, 1);

    assertThat(inTurn(List.of(bobs, alices))).containsExactly(alices);
    assertThat(inTurn(List.of(alices, new EventId(alices.value() + 1000)))).containsExactly(alices);
  }

  @Test
  void confirmedEventsWaitNoLonger() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(0));

    confirm(ALICE, ids.subList(0, 2));

    assertThat(pendingIds(ALICE)).containsExactly(ids.get(2));
    assertThat(backlogOf(ALICE).orElseThrow().unconfirmed()).isEqualTo(1);
  }

  @Test
  void confirmingAgainChangesNothing() {
    List<EventId> ids = enqueueMany(ALICE, 1);
    confirm(ALICE, ids);

    confirm(ALICE, ids);
    outbox().confirm(ALICE, List.of());

    assertThat(outbox().backlog()).isEmpty();
    assertThat(inTurn(ids)).isEmpty();
  }

  @Test
  void anotherTenantsEventsAreNeitherConfirmedNorFailed() {
    EventId bobs = enqueue(BOB, 1);

    confirm(ALICE, List.of(bobs));
    outbox().fail(ALICE, bobs, "refused");

    assertThat(pendingIds(BOB)).containsExactly(bobs);
  }

  @Test
  void aFailedEventThatTheMemoryServiceConfirmsIsConfirmed() {
    EventId id = enqueue(ALICE, 1);
    outbox().fail(ALICE, id, "refused");

    confirm(ALICE, List.of(id));

    assertThat(requeue(List.of(id))).isZero();
  }

  @Test
  void aFailedEventBlocksNobody() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(0));

    outbox().fail(ALICE, ids.get(0), "refused");
    outbox().fail(ALICE, ids.get(1), "refused");

    assertThat(pendingIds(ALICE)).containsExactly(ids.get(2));
    assertThat(inTurn(ids)).containsExactly(ids.get(2));
  }

  @Test
  void aConfirmedEventStaysConfirmedWhateverFailsLater() {
    List<EventId> ids = enqueueMany(ALICE, 1);
    confirm(ALICE, ids);

    outbox().fail(ALICE, ids.get(0), "refused");

    assertThat(requeue(ids)).isZero();
    assertThat(outbox().backlog()).isEmpty();
  }

  @Test
  void anyTextMayBeAnError() {
    EventId id = enqueue(ALICE, 1);

    outbox().fail(ALICE, id, "odd \u0000 \ud800 \ud83d\ude00 " + "long ".repeat(10_000));

    assertThat(pendingIds(ALICE)).isEmpty();
  }

  @Test
  void aRevivedEventIsPendingInItsOldPlaceWithNoAttemptSpent() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(1));
    outbox().fail(ALICE, ids.get(1), "refused");

    assertThat(requeue(ids)).isEqualTo(1);

    List<OutboxEvent> pending = outbox().pending(lease(ALICE), 10);
    assertThat(idsOf(pending)).isEqualTo(ids);
    assertThat(pending).extracting(OutboxEvent::retries).containsOnly(0);
  }

  @Test
  void failedAndSentEventsAreRevivedAndNoOthers() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    markSent(ALICE, ids.get(0));
    confirm(ALICE, ids.subList(1, 2));
    outbox().fail(ALICE, ids.get(2), "refused");

    assertThat(requeue(ids)).isEqualTo(2);
    assertThat(requeue(ids)).isZero();
    assertThat(requeue(List.of())).isZero();
    assertThat(pendingIds(ALICE)).containsExactly(ids.get(0), ids.get(2), ids.get(3));
  }

  @Test
  void whatIsNotConfirmedIsNeverPurged() {
    List<EventId> ids = enqueueMany(ALICE, 3);
    markSent(ALICE, ids.get(0));
    outbox().fail(ALICE, ids.get(1), "refused");
    letTimePass(Duration.ofDays(1000));

    assertThat(outbox().purge(10)).isZero();

    assertThat(requeue(ids)).isEqualTo(2);
    assertThat(inTurn(ids)).isEqualTo(ids);
  }
}
