package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events that fail by themselves spend their attempts, and which events may overtake them. */
abstract class OutboxAttemptsContract extends OutboxSettlementContract {

  @Test
  void attemptsAreCountedAndTheLastOneFailsTheEvent() {
    EventId id = enqueue(ALICE, 1);

    assertThat(outbox().spendAttempt(eventOf(id), "500 first", 3)).isEqualTo(1);
    assertThat(anotherInstance().spendAttempt(eventOf(id), "500 second", 3)).isEqualTo(2);
    assertThat(pendingEvent(id).retries()).isEqualTo(2);
    assertThat(outbox().spendAttempt(eventOf(id), "500 third", 3)).isEqualTo(3);

    assertThat(pendingIds(ALICE)).isEmpty();
    assertThat(backlogOf(ALICE)).isEmpty();
    assertThat(outbox().spendAttempt(eventOf(id), "500 fourth", 3)).isZero();
    assertThat(requeue(List.of(id))).isEqualTo(1);
    assertThat(pendingEvent(id).retries()).isZero();
  }

  @Test
  void anEventThatTheTransportHasSpendsAttemptsToo() {
    EventId id = enqueue(ALICE, 1);
    markSent(ALICE, id);

    assertThat(outbox().spendAttempt(eventOf(id), "500", 2)).isEqualTo(1);
    assertThat(backlogOf(ALICE).orElseThrow().pending()).isZero();
    assertThat(outbox().resend(ALICE, id)).isEqualTo(1);
    assertThat(pendingEvent(id).retries()).isEqualTo(1);
    assertThat(outbox().spendAttempt(eventOf(id), "500", 2)).isEqualTo(2);
    assertThat(backlogOf(ALICE)).isEmpty();
  }

  @Test
  void onlyUnconfirmedEventsOfTheTenantSpendAttempts() {
    EventId confirmed = enqueue(ALICE, 1);
    EventId failed = enqueue(ALICE, 2);
    EventId bobs = enqueue(BOB, 1);
    confirm(ALICE, List.of(confirmed));
    outbox().fail(ALICE, failed, "refused");

    assertThat(outbox().spendAttempt(eventOf(confirmed), "500", 1)).isZero();
    assertThat(outbox().spendAttempt(eventOf(failed), "500", 9)).isZero();
    assertThat(outbox().spendAttempt(asOfAlice(eventOf(bobs)), "500", 1)).isZero();
    assertThat(outbox().spendAttempt(eventOf(new EventId(999_999)), "500", 1)).isZero();
    assertThat(pendingIds(BOB)).containsExactly(bobs);
  }

  @Test
  void independentEventsAreYoungerAndTheFirstOfOtherKeys() {
    List<EventId> ids =
        List.of(
            at(ALICE, 1, "a", WriteOperation.STORE),
            at(ALICE, 2, "a", WriteOperation.STORE),
            at(ALICE, 3, "b", WriteOperation.STORE),
            at(ALICE, 4, "b", WriteOperation.STORE),
            at(ALICE, 5, "c", WriteOperation.DELETE),
            at(ALICE, 6, "c", WriteOperation.STORE),
            at(ALICE, 7, "d", WriteOperation.STORE));
    at(BOB, 8, "e", WriteOperation.STORE);

    // Not c: its first unconfirmed event is of another topic.
    assertThat(independentOf(ids.get(0), ids.get(0), 10)).containsExactly(ids.get(2), ids.get(6));
    assertThat(independentOf(ids.get(0), ids.get(0), 1)).containsExactly(ids.get(2));
    assertThat(independentOf(ids.get(0), ids.get(2), 10)).containsExactly(ids.get(6));
    assertThat(independentOf(ids.get(2), ids.get(0), 10)).containsExactly(ids.get(6));
    assertThat(independentOf(ids.get(4), ids.get(4), 10)).isEmpty();
  }

  @Test
  void whetherTheTransportHasAnEventDoesNotMatterForItsIndependence() {
    EventId failing = at(ALICE, 1, "a", WriteOperation.STORE);
    EventId sent = at(ALICE, 2, "b", WriteOperation.STORE);
    EventId pendingBehindIt = at(ALICE, 3, "b", WriteOperation.STORE);
    EventId pending = at(ALICE, 4, "c", WriteOperation.STORE);
    OutboxEvent event = pendingEvent(failing);
    markSent(ALICE, sent);

    assertThat(idsOf(outbox().independentOf(event, failing, 10))).containsExactly(sent, pending);

    markSent(ALICE, pendingBehindIt);
    assertThat(outbox().resend(ALICE, sent)).isEqualTo(1);
    assertThat(idsOf(outbox().independentOf(event, failing, 10))).containsExactly(sent, pending);
  }

  @Test
  void confirmedAndFailedEventsHoldNoOtherBackFromIndependence() {
    EventId failing = at(ALICE, 1, "a", WriteOperation.STORE);
    EventId confirmed = at(ALICE, 2, "b", WriteOperation.STORE);
    EventId behindConfirmed = at(ALICE, 3, "b", WriteOperation.STORE);
    EventId failed = at(ALICE, 4, "c", WriteOperation.STORE);
    EventId behindFailed = at(ALICE, 5, "c", WriteOperation.STORE);
    confirm(ALICE, List.of(confirmed));
    outbox().fail(ALICE, failed, "refused");

    assertThat(independentOf(failing, failing, 10)).containsExactly(behindConfirmed, behindFailed);
  }

  @Test
  void anIndependentEventCarriesTheWholeWrite() {
    EventId failing = enqueue(ALICE, 1);
    enqueue(ALICE, 2);

    assertThat(outbox().independentOf(pendingEvent(failing), failing, 1))
        .extracting(OutboxEvent::delivery)
        .containsExactly(stored(store(ALICE, 2)));
  }

  private static OutboxEvent asOfAlice(OutboxEvent event) {
    Delivery write = event.delivery();
    return with(
        event,
        event.outbox(),
        like(write, store(ALICE, 1).namespace(), write.operation(), write.coordinate()));
  }

  private List<EventId> independentOf(EventId event, EventId after, int limit) {
    return idsOf(outbox().independentOf(pendingEvent(event), after, limit));
  }

  private OutboxEvent pendingEvent(EventId id) {
    var lease = lease(ALICE);
    OutboxEvent found =
        outbox().pending(lease, 1000).stream()
            .filter(event -> event.id().equals(id))
            .findAny()
            .orElseThrow();
    leases().release(lease);
    return found;
  }

  private EventId at(TenantId tenant, int number, String key, WriteOperation operation) {
    return enqueueAt(tenant, number, key.charAt(0), operation);
  }
}
