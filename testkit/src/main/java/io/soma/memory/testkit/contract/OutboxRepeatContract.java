package io.soma.memory.testkit.contract;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.Enqueued;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which write is a repeat of an earlier one, and which is a new one. */
abstract class OutboxRepeatContract extends OutboxIdentityContract {

  private static final RequestId SESSION = new RequestId("session");

  @Test
  void aRepeatOfTheNewestWriteOfAnAddressIsNotAddedAgain() {
    Enqueued first = outbox().enqueue(store(ALICE, 1));

    Enqueued second = anotherInstance().enqueue(store(ALICE, 1));

    assertThat(second.added()).isFalse();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.idempotencyKey()).isEqualTo(first.idempotencyKey());
    assertThat(pendingIds(ALICE)).containsExactly(first.id());
  }

  @Test
  void aRepeatOfASentWriteIsNotAddedAgain() {
    EventId sent = enqueue(ALICE, 1);
    markSent(ALICE, sent);

    assertThat(enqueue(ALICE, 1)).isEqualTo(sent);
    assertThat(pendingIds(ALICE)).isEmpty();
  }

  @Test
  void everyWriteUnderASharedRequestIdIsAdded() {
    List<Delivery> session =
        List.of(
            inSession(WriteOperation.STORE, 1, "one"),
            inSession(WriteOperation.STORE, 2, "two"),
            inSession(WriteOperation.DELETE, 1, "delete"),
            inSession(WriteOperation.LINK, 1, "link"));

    List<EventId> ids = session.stream().map(write -> outbox().enqueue(write).id()).toList();

    assertThat(pendingIds(ALICE)).isEqualTo(ids).hasSize(4);
  }

  @Test
  void aWriteThatANewerOneOfItsAddressFollowedIsANewWrite() {
    Enqueued first = outbox().enqueue(inSession(WriteOperation.STORE, 1, "a"));
    Enqueued second = outbox().enqueue(inSession(WriteOperation.STORE, 1, "b"));

    Enqueued again = outbox().enqueue(inSession(WriteOperation.STORE, 1, "a"));
    Enqueued repeat = outbox().enqueue(inSession(WriteOperation.STORE, 1, "a"));

    assertThat(again.added()).isTrue();
    assertThat(again.idempotencyKey()).isNotEqualTo(first.idempotencyKey());
    assertThat(repeat.added()).isFalse();
    assertThat(repeat.id()).isEqualTo(again.id());
    assertThat(pendingIds(ALICE)).containsExactly(first.id(), second.id(), again.id());
  }

  @Test
  void aConfirmedOrFailedWriteIsNotRepeatedByItsRequestId() {
    EventId confirmed = enqueue(ALICE, 1);
    EventId failed = enqueue(ALICE, 2);
    confirm(ALICE, List.of(confirmed));
    outbox().fail(ALICE, failed, "refused");

    EventId again = enqueue(ALICE, 1);
    EventId afterFailure = enqueue(ALICE, 2);

    assertThat(pendingIds(ALICE)).containsExactly(again, afterFailure);
    assertThat(enqueue(ALICE, 1)).isEqualTo(again);
    assertThat(again).isNotEqualTo(confirmed);
    assertThat(afterFailure).isNotEqualTo(failed);
  }

  @Test
  void aNamedWriteFindsItselfHoweverFarItHasCome() {
    EventId waiting = enqueueNamed("waiting", "a").id();
    EventId confirmed = enqueueNamed("confirmed", "b").id();
    EventId failed = enqueueNamed("failed", "c").id();
    confirm(ALICE, List.of(confirmed));
    outbox().fail(ALICE, failed, "422 odd");

    assertThat(enqueueNamed("waiting", "a").id()).isEqualTo(waiting);
    KnownWrite stored = known(enqueueNamed("confirmed", "b"));
    assertThat(stored.id()).isEqualTo(confirmed);
    assertThat(stored.standing().confirmed()).isTrue();
    KnownWrite refused = known(enqueueNamed("failed", "c"));
    assertThat(refused.standing().status()).isEqualTo(EventStatus.FAILED);
    assertThat(refused.lastError()).isEqualTo("422 odd");
    assertThat(pendingIds(ALICE)).containsExactly(waiting);
  }

  @Test
  void otherContentUnderANamedKeyFindsTheFirstAndIsNotAdded() {
    Enqueued first = enqueueNamed("key", "a");

    Enqueued second = enqueueNamed("key", "b");

    assertThat(second.added()).isFalse();
    assertThat(known(second).fingerprint())
        .isEqualTo(named("key", "a").identity().fingerprint())
        .isNotEqualTo(named("key", "b").identity().fingerprint());
    assertThat(pendingIds(ALICE)).containsExactly(first.id());
  }

  @Test
  void aNamedWriteIsFoundByItsKeyUntilItIsGone() {
    Delivery write = named("key", "a");
    assertThat(outbox().find(write.dedupeKey())).isEmpty();
    EventId id = outbox().enqueue(write).id();

    KnownWrite found = anotherInstance().find(write.dedupeKey()).orElseThrow();

    assertThat(found.id()).isEqualTo(id);
    assertThat(found.requestId()).isEqualTo(write.requestId());
    assertThat(found.topic()).isEqualTo(write.operation().topic());
    assertThat(found.coordinate()).isEqualTo(write.coordinate());
    assertThat(found.idempotencyKey()).isEqualTo(write.idempotencyKey());
    assertThat(found.standing()).isEqualTo(records().standings(List.of(id)).get(0));
    confirm(ALICE, List.of(id));
    assertThat(outbox().find(write.dedupeKey()).orElseThrow().standing().confirmed()).isTrue();
    forgetConfirmed();
    assertThat(outbox().find(write.dedupeKey())).isEmpty();
  }

  @Test
  void aConfirmedNamedWriteIsKnownToBeFollowedByANewerOne() {
    Enqueued named = enqueueNamed("key", "a");
    confirm(ALICE, List.of(named.id()));
    assertThat(known(enqueueNamed("key", "a")).standing().overtaken()).isFalse();

    outbox().enqueue(inSession(WriteOperation.STORE, 1, "newer"));

    assertThat(known(enqueueNamed("key", "a")).standing().overtaken()).isTrue();
  }

  @Test
  void noTenantFindsAnothersKey() {
    outbox().enqueue(named("key", "a"));

    assertThat(outbox().find(SampleDeliveries.named(BOB, "key", "{}").dedupeKey())).isEmpty();
  }

  private Enqueued enqueueNamed(String key, String text) {
    return outbox().enqueue(named(key, text));
  }

  private static KnownWrite known(Enqueued enqueued) {
    return Objects.requireNonNull(enqueued.known());
  }

  private static Delivery named(String key, String text) {
    String body = body(text);
    return SampleDeliveries.of(WriteOperation.STORE, ALICE, 1, body)
        .withIdentity(SampleDeliveries.named(ALICE, key, body));
  }

  private static Delivery inSession(WriteOperation operation, int address, String text) {
    String body = body(operation + text);
    return SampleDeliveries.of(operation, ALICE, address, body)
        .withIdentity(SampleDeliveries.identity(ALICE, SESSION, body));
  }

  private static String body(String text) {
    return "{\"text\":\"" + text + "\"}";
  }
}
