package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.DueEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which records that came through a transport are events of this outbox. */
abstract class OutboxIdentityContract extends OutboxFixture {

  @Test
  void everyInstanceHasTheOutboxsIdentity() {
    assertThat(outbox().identity())
        .isEqualTo(anotherInstance().identity())
        .isNotEqualTo(OutboxIdentity.NONE);
  }

  @Test
  void anInstanceKnowsOfAnotherThatWasAnnouncedWithinAMinute() {
    InstanceId self = InstanceId.of(true, Instant.EPOCH, UUID.randomUUID());
    assertThat(outbox().announce(self).hasOthers()).isFalse();
    assertThat(outbox().announce(self).hasOthers()).isFalse();

    InstanceId other = InstanceId.of(true, Instant.EPOCH, UUID.randomUUID());
    assertThat(anotherInstance().announce(other).hasOthers()).isTrue();

    assertThat(outbox().announce(self).hasOthers()).isTrue();
    letTimePass(Duration.ofSeconds(61));
    assertThat(outbox().announce(self).hasOthers()).isFalse();
  }

  @Test
  void theFirstInstanceIsFirstUntilItIsSilentForTenSeconds() {
    InstanceId older = InstanceId.of(true, Instant.EPOCH, UUID.randomUUID());
    InstanceId newer = InstanceId.of(true, Instant.EPOCH.plusSeconds(1), UUID.randomUUID());
    assertThat(anotherInstance().announce(newer).isFirst()).isTrue();
    assertThat(outbox().announce(older).isFirst()).isTrue();
    assertThat(anotherInstance().announce(newer).isFirst()).isFalse();

    letTimePass(Duration.ofSeconds(9));
    assertThat(anotherInstance().announce(newer).isFirst()).isFalse();
    letTimePass(Duration.ofSeconds(2));
    assertThat(anotherInstance().announce(newer).isFirst()).isTrue();

    assertThat(outbox().announce(older).isFirst()).isTrue();
    assertThat(anotherInstance().announce(newer).isFirst()).isFalse();
  }

  @Test
  void idsAreOrderedAsUnsignedNumbers() {
    InstanceId low = new InstanceId(UUID.fromString("00000000-0000-8000-8000-000000000000"));
    InstanceId high = new InstanceId(UUID.fromString("ffffffff-ffff-8fff-bfff-ffffffffffff"));
    assertThat(outbox().announce(high).isFirst()).isTrue();

    assertThat(anotherInstance().announce(low).isFirst()).isTrue();
    assertThat(outbox().announce(high).isFirst()).isFalse();
  }

  @Test
  void pendingEventsCarryTheOutboxsIdentity() {
    enqueue(ALICE, 1);

    assertThat(outbox().pending(lease(ALICE), 1).get(0).outbox()).isEqualTo(outbox().identity());
  }

  @Test
  void aRecordOfAnotherOutboxIsForeignThoughItsIdIsOurs() {
    OutboxEvent own = own();

    assertForeign(
        with(own, new OutboxIdentity(UUID.randomUUID()), own.delivery()),
        ForeignReason.OTHER_OUTBOX);
    assertForeign(with(own, OutboxIdentity.NONE, own.delivery()), ForeignReason.NO_IDENTITY);
  }

  @Test
  void aRecordOfAnotherWriteUnderOurIdIsForeign() {
    OutboxEvent own = own();

    assertForeign(with(own, own.outbox(), stored(store(ALICE, 2))), ForeignReason.OTHER_WRITE);
  }

  @Test
  void aRecordWithAnotherBodyIsForeign() {
    OutboxEvent own = own();
    Delivery write = own.delivery();
    Delivery forged =
        new Delivery(
            write.namespace(),
            write.operation(),
            write.coordinate(),
            write.identity(),
            "{\"forged\":true}",
            write.traceParent());

    assertForeign(with(own, own.outbox(), forged), ForeignReason.OTHER_BODY);
  }

  @Test
  void aRecordThatSendsOurBodyElsewhereIsForeign() {
    OutboxEvent own = own();
    Delivery write = own.delivery();
    Namespace other = new Namespace("somabrain:other:wm", ALICE);
    Coordinate elsewhere = new Coordinate("9.0");
    for (Delivery forged :
        List.of(
            like(write, write.namespace(), WriteOperation.DELETE, write.coordinate()),
            like(write, write.namespace(), write.operation(), elsewhere),
            like(write, other, write.operation(), write.coordinate()),
            write.withIdentity(
                new WriteIdentity(
                    write.requestId(),
                    new IdempotencyKey(UUID.randomUUID()),
                    write.dedupeKey())))) {
      assertForeign(with(own, own.outbox(), forged), ForeignReason.OTHER_WRITE);
    }
  }

  @Test
  void aRecordOfOursWhoseRowIsGoneIsSettledAndNotForeign() {
    OutboxEvent gone = own();
    outbox().confirm(ALICE, List.of(gone));
    forgetConfirmed();
    EventId next = enqueue(ALICE, 2);

    DueEvents answer = outbox().due(ALICE, List.of(gone, eventOf(next)));

    assertThat(answer.foreign()).isEmpty();
    assertThat(answer.early()).isEmpty();
    assertThat(answer.due()).containsExactly(next);
  }

  @Test
  void appliedEventIsConfirmedOnlyWhileItsIdIsOfItsWrite() {
    OutboxEvent own = own();
    OutboxEvent before = with(own, own.outbox(), store(ALICE, 7));

    outbox().confirm(ALICE, List.of(before));
    assertThat(outbox().due(ALICE, List.of(own)).due()).containsExactly(own.id());
    assertThat(pendingIds(ALICE)).containsExactly(own.id());

    outbox().confirm(ALICE, List.of(own));
    assertThat(outbox().due(ALICE, List.of(own)).due()).isEmpty();
    assertThat(outbox().backlog(ALICE)).isEmpty();
  }

  @Test
  void triedEventFailsOnlyWhileItsIdIsOfItsWrite() {
    OutboxEvent own = own();
    OutboxEvent before = with(own, own.outbox(), store(ALICE, 7));

    outbox().fail(before, "422 refused");
    assertThat(outbox().spendAttempt(before, "500 broken", 1)).isZero();
    assertThat(outbox().due(ALICE, List.of(own)).due()).containsExactly(own.id());
    assertThat(pendingIds(ALICE)).containsExactly(own.id());

    assertThat(outbox().spendAttempt(own, "500 broken", 2)).isEqualTo(1);
    outbox().fail(own, "422 refused");
    assertThat(outbox().due(ALICE, List.of(own)).due()).isEmpty();
    assertThat(outbox().backlog(ALICE)).isEmpty();
  }

  @Test
  void aForeignRecordStandsForNoEventThatMustComeFirst() {
    OutboxEvent first = own();
    OutboxEvent second = eventOf(enqueue(ALICE, 2));
    OutboxEvent foreign = with(first, new OutboxIdentity(UUID.randomUUID()), first.delivery());

    DueEvents answer = outbox().due(ALICE, List.of(foreign, second));

    assertThat(answer.due()).isEmpty();
    assertThat(answer.early()).containsExactly(second.id());
    assertThat(answer.foreign()).containsOnlyKeys(first.id());
  }

  @Test
  void namedEventsAreCarriedOnceMore() {
    List<EventId> ids = enqueueMany(ALICE, 4);
    markSent(ALICE, ids.get(0), ids.get(1), ids.get(2));
    confirm(ALICE, ids.subList(0, 1));

    assertThat(outbox().resend(ALICE, List.of(ids.get(0), ids.get(2), ids.get(3)))).isEqualTo(1);

    assertThat(pendingIds(ALICE)).containsExactly(ids.get(2), ids.get(3));
  }

  @Test
  void noCommitIsUnsettledWhereEveryAnswerCame() {
    enqueue(ALICE, 1);

    assertThat(outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
    assertThat(anotherInstance().unsettledCommits().mayConcern(ALICE)).isFalse();
  }

  static Delivery like(
      Delivery write, Namespace namespace, WriteOperation operation, Coordinate coordinate) {
    return new Delivery(
        namespace, operation, coordinate, write.identity(), write.body(), write.traceParent());
  }

  private OutboxEvent own() {
    return eventOf(enqueue(ALICE, 1));
  }

  private void assertForeign(OutboxEvent record, ForeignReason reason) {
    DueEvents answer = outbox().due(ALICE, List.of(record));

    assertThat(answer.due()).isEmpty();
    assertThat(answer.foreign()).containsOnlyKeys(record.id()).containsValue(reason);
    assertThat(backlogOf(ALICE)).isPresent();
  }

  static OutboxEvent with(OutboxEvent event, OutboxIdentity outbox, Delivery delivery) {
    return new OutboxEvent(outbox, event.id(), event.createdAt(), event.retries(), delivery);
  }
}
