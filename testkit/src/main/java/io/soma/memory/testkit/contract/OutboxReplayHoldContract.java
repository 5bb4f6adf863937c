package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.ports.driven.TenantFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the replay of failed events is held back while another instance may write directly. */
abstract class OutboxReplayHoldContract extends OutboxAttemptsContract {

  private static final Duration HOLD = Duration.ofSeconds(20);

  private int failures = 100;

  @Test
  void aReplayedEventIsHeldBackAndItsTenantWithIt() {
    announceTwo();
    EventId failed = failedAt(7);
    EventId later = enqueueAt(ALICE, 2, 8, WriteOperation.STORE);
    EventId bobs = enqueueAt(BOB, 3, 7, WriteOperation.STORE);

    replay(failed);

    List<EventId> both = List.of(failed, later);
    assertThat(outbox().due(ALICE, eventsOf(both))).isEqualTo(DueEvents.HELD_BACK);
    assertThat(anotherInstance().due(ALICE, eventsOf(List.of(later))).isHeldBack()).isTrue();
    assertThat(inTurn(outbox(), BOB, List.of(bobs))).containsExactly(bobs);
    assertThat(backlogOf(ALICE).orElseThrow().unconfirmed()).isEqualTo(2);

    letTimePass(HOLD);
    assertThat(inTurn(both)).isEqualTo(both);
  }

  /** Another instance may have a longer time limit for its direct writes. */
  @Test
  void aReplayIsHeldBackForAsLongAsAnyInstanceNeeds() {
    outbox().announce(instance(), HOLD.dividedBy(2));
    anotherInstance().announce(instance(), HOLD.multipliedBy(2));
    EventId failed = failedAt(7);

    replay(failed);

    letTimePass(HOLD);
    assertThat(outbox().due(ALICE, eventsOf(List.of(failed)))).isEqualTo(DueEvents.HELD_BACK);
    letTimePass(HOLD);
    assertThat(inTurn(List.of(failed))).containsExactly(failed);
  }

  @Test
  void nothingIsHeldBackFromTheOnlyInstance() {
    outbox().announce(instance());
    EventId failed = failedAt(7);

    replay(failed);

    assertThat(inTurn(List.of(failed))).containsExactly(failed);
  }

  @Test
  void anInstanceThatIsNotAnnouncedHoldsBackBesideAnyOther() {
    anotherInstance().announce(instance());
    EventId failed = failedAt(7);

    replay(failed);

    assertThat(outbox().due(ALICE, eventsOf(List.of(failed))).isHeldBack()).isTrue();
  }

  @Test
  void neitherAForcedReplayNorOneOfASentEventIsHeldBack() {
    announceTwo();
    EventId sent = enqueueAt(ALICE, 1, 6, WriteOperation.STORE);
    markSent(ALICE, sent);
    replay(sent);
    assertThat(inTurn(List.of(sent))).containsExactly(sent);

    EventId failed = failedAt(7);
    assertThat(records().requeue(ALICE, List.of(failed), true, HOLD)).containsExactly(failed);
    assertThat(inTurn(List.of(sent, failed))).containsExactly(sent, failed);
  }

  @Test
  void eachReplayChangesTheMarkOfItsEvent() {
    outbox().announce(instance());
    EventId event = enqueueAt(ALICE, 1, 6, WriteOperation.STORE);
    EventId other = enqueueAt(ALICE, 2, 7, WriteOperation.STORE);
    List<OutboxEvent> both = eventsOf(List.of(event, other));
    List<String> marks = new ArrayList<>();
    marks.add(outbox().due(ALICE, both).replayOf(event));
    assertThat(marks).containsExactly("");

    for (int i = 0; i < 2; i++) {
      outbox().confirm(ALICE, both.subList(0, 1));
      assertThat(records().requeue(ALICE, List.of(event), true, HOLD)).containsExactly(event);
      marks.add(outbox().due(ALICE, both).replayOf(event));
    }
    outbox().fail(ALICE, event, "refused");
    replay(event);
    marks.add(outbox().due(ALICE, both).replayOf(event));

    assertThat(marks).hasSize(4).doesNotHaveDuplicates();
    assertThat(outbox().due(ALICE, both).replayOf(other)).isEmpty();
    assertThat(outbox().due(ALICE, both).replayOf(event)).isEqualTo(marks.get(3));
  }

  @Test
  void aSecondReplayDoesNotEndTheHold() {
    announceTwo();
    EventId failed = failedAt(7);
    replay(failed);
    markSent(ALICE, failed);

    assertThat(records().requeue(ALICE, List.of(failed), false, Duration.ZERO)).hasSize(1);

    assertThat(outbox().due(ALICE, eventsOf(List.of(failed))).isHeldBack()).isTrue();
  }

  @Test
  void noEventOfAHeldTenantGoesBeforeAFailingOne() {
    announceTwo();
    EventId failing = enqueueAt(ALICE, 1, 6, WriteOperation.STORE);
    EventId failed = failedAt(7);
    OutboxEvent failingEvent = eventsOf(List.of(failing)).get(0);

    replay(failed);
    assertThat(outbox().independentOf(failingEvent, failing, 10)).isEmpty();

    letTimePass(HOLD);
    assertThat(idsOf(outbox().independentOf(failingEvent, failing, 10))).containsExactly(failed);
  }

  @Test
  void aNewerDirectWriteTakesAReplayBackThatIsHeld() {
    announceTwo();
    EventId failed = failedAt(7);
    EventId other = failedAt(8);
    replay(failed);
    EventId waiting = enqueueAt(ALICE, 30, 7, WriteOperation.STORE);
    assertThat(failedKeys()).containsExactlyInAnyOrder(keyOf(7), keyOf(8));

    records().overtake(new EventAddress(ALICE, keyOf(7)), WriteOperation.STORE);

    assertThat(statusOf(failed)).isEqualTo(EventStatus.FAILED);
    assertThat(statusOf(waiting)).isEqualTo(EventStatus.PENDING);
    assertThat(failedKeys()).containsExactly(keyOf(8));
    assertThat(pendingIds(ALICE)).containsExactly(waiting);
    assertThat(inTurn(List.of(waiting))).containsExactly(waiting);
    assertThat(statusOf(other)).isEqualTo(EventStatus.FAILED);
    assertThat(records().requeue(ALICE, List.of(failed, other), false, HOLD))
        .containsExactly(other);
    assertThat(records().requeue(ALICE, List.of(failed), true, HOLD)).containsExactly(failed);
  }

  @Test
  void aReplayIsTakenBackAloneWhereANewerWriteIsQueued() {
    announceTwo();
    EventId failed = failedAt(7);
    replay(failed);
    EventId stillFailed = failedAt(7);

    assertThat(records().takeBack(new EventAddress(ALICE, keyOf(7)), WriteOperation.STORE)).isOne();

    assertThat(statusOf(failed)).isEqualTo(EventStatus.FAILED);
    assertThat(records().standings(List.of(failed, stillFailed)))
        .extracting(EventStanding::overtaken)
        .containsExactly(true, false);
    assertThat(records().takeBack(new EventAddress(ALICE, keyOf(7)), WriteOperation.STORE))
        .isZero();
  }

  @Test
  void aLinkTakesNoReplayOfAStoreBack() {
    announceTwo();
    EventId failed = failedAt(7);
    EventAddress address = new EventAddress(ALICE, keyOf(7));
    replay(failed);

    assertThat(records().takeBack(address, WriteOperation.LINK)).isZero();
    assertThat(records().overtake(address, WriteOperation.LINK)).isZero();

    assertThat(statusOf(failed)).isEqualTo(EventStatus.PENDING);
    assertThat(records().overtake(address, WriteOperation.DELETE)).isOne();
  }

  @Test
  void aForcedReplayEndsTheHoldOfAnEventThatIsCarried() {
    announceTwo();
    EventId failed = failedAt(7);
    replay(failed);
    markSent(ALICE, failed);

    assertThat(records().requeue(ALICE, List.of(failed), true, HOLD)).containsExactly(failed);

    assertThat(inTurn(List.of(failed))).containsExactly(failed);
  }

  @Test
  void aReplayIsNotTakenBackAfterItsHold() {
    announceTwo();
    EventId failed = failedAt(7);
    replay(failed);

    letTimePass(HOLD);
    assertThat(failedKeys()).isEmpty();
    records().overtake(new EventAddress(ALICE, keyOf(7)), WriteOperation.STORE);

    assertThat(statusOf(failed)).isEqualTo(EventStatus.PENDING);
  }

  private void announceTwo() {
    outbox().announce(instance());
    anotherInstance().announce(instance());
  }

  private static InstanceId instance() {
    return InstanceId.of(true, Instant.EPOCH, UUID.randomUUID());
  }

  private EventId failedAt(int address) {
    EventId id = enqueueAt(ALICE, ++failures, address, WriteOperation.STORE);
    outbox().fail(ALICE, id, "refused");
    return id;
  }

  private void replay(EventId id) {
    assertThat(records().requeue(ALICE, List.of(id), false, HOLD)).containsExactly(id);
  }

  private EventStatus statusOf(EventId id) {
    return records().find(id).orElseThrow().status();
  }

  private List<OrderingKey> failedKeys() {
    return records().failedAddresses(10).stream()
        .map(TenantFailures::addresses)
        .flatMap(Set::stream)
        .toList();
  }

  private static OrderingKey keyOf(int address) {
    return store(ALICE, address).orderingKey();
  }
}
