package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.FailedRepeatException;
import io.soma.memory.ports.driving.ReusedKeyException;
import io.soma.memory.testkit.fake.ServiceResults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results of writes with a known request id or a known key. */
class RepeatedWritesTest {

  private static final CallResult<WriteConfirmation> REFUSED = ServiceResults.refused("odd");
  private static final WriteOptions SESSION = WriteOptions.requestId("session");

  private final Rig queueing = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final Rig direct = new Rig();

  @Test
  void everyWriteOfASessionIsAnEventAndTakesEffect() {
    List<MemoryWrite> session =
        List.of(
            remember("alpha", "one").withOptions(SESSION),
            remember("beta", "two").withOptions(SESSION),
            Link.of("test:alpha", "alpha", "beta").withOptions(SESSION),
            Forget.of("test:alpha", "alpha").withOptions(SESSION));

    List<WriteReceipt> receipts =
        session.stream().map(write -> queueing.client().write(write)).toList();
    drain(queueing);

    assertThat(receipts).extracting(RepeatedWritesTest::eventOf).doesNotHaveDuplicates();
    assertThat(receipts.get(0).coordinate()).isNotEqualTo(receipts.get(1).coordinate());
    assertThat(queueing.service().effects())
        .extracting(effect -> effect.operation().topic())
        .containsExactly("memory.store", "memory.store", "graph.link", "memory.delete");
    assertThat(queueing.service().effects())
        .extracting(effect -> effect.idempotencyKey())
        .doesNotHaveDuplicates();
  }

  @Test
  void aBatchUnderOneNamedKeyTakesEffectWhole() {
    WriteOptions common = WriteOptions.idempotencyKey("batch");
    List<Remember> batch =
        List.of(
            remember("k1", "1").withOptions(common),
            remember("k2", "2").withOptions(common),
            remember("k3", "3").withOptions(common));

    List<WriteReceipt> receipts = queueing.client().rememberAll(batch);
    List<WriteReceipt> again = queueing.client().rememberAll(batch);
    drain(queueing);

    assertThat(queueing.service().effects()).hasSize(3);
    assertThat(receipts).extracting(RepeatedWritesTest::eventOf).doesNotHaveDuplicates();
    assertThat(again)
        .extracting(RepeatedWritesTest::eventOf)
        .isEqualTo(receipts.stream().map(RepeatedWritesTest::eventOf).toList());
  }

  @Test
  void aNamedKeyOfItsOwnIsTheSameWriteInABatchAndAlone() {
    Remember write = named("key", "one");

    WriteReceipt inBatch = queueing.client().rememberAll(List.of(write)).get(0);

    assertThat(eventOf(queueing.client().remember(write))).isEqualTo(eventOf(inBatch));
  }

  @Test
  void aRepeatOfAnUnconfirmedWriteIsTheSameEvent() {
    WriteReceipt first = queueing.remember("key", "one");

    assertThat(queueing.remember("key", "one")).isEqualTo(first);
    drain(queueing);
    assertThat(queueing.effects()).containsExactly("one");
  }

  @Test
  void aRepeatOfAFailedWriteWithoutANamedKeyIsANewWrite() {
    queueing.service().answerEverybody(REFUSED);
    EventId failed = eventOf(queueing.remember("key", "one"));
    queueing.relay();
    assertThat(queueing.outbox().statusOf(failed)).isEqualTo(EventStatus.FAILED);
    queueing.service().recover();

    WriteReceipt again = queueing.remember("key", "one");
    drain(queueing);

    assertThat(eventOf(again)).isNotEqualTo(failed);
    assertThat(queueing.effects()).containsExactly("one");
  }

  @Test
  void aRepeatBehindANewerWriteOfTheAddressIsANewWrite() {
    for (String text : List.of("old", "newer", "old")) {
      queueing.client().remember(remember("key", text).withOptions(SESSION));
    }
    drain(queueing);

    assertThat(queueing.service().effects()).hasSize(3);
    assertThat(queueing.service().effects().get(2).body()).contains("old");
  }

  @Test
  void aQueuedNamedWriteAnswersItsRepeatByHowFarItHasCome() {
    WriteReceipt queued = queueing.client().remember(named("key", "one"));
    assertThat(eventOf(queueing.client().remember(named("key", "one")))).isEqualTo(eventOf(queued));
    drain(queueing);

    assertThat(queueing.client().remember(named("key", "one")))
        .isEqualTo(new WriteReceipt.Stored(queued.coordinate(), queued.idempotencyKey()));

    queueing.remember("key", "newer");
    drain(queueing);
    assertThat(queueing.client().remember(named("key", "one")))
        .isEqualTo(
            new WriteReceipt.Superseded(
                eventOf(queued), queued.coordinate(), queued.idempotencyKey()));
    assertThat(queueing.service().effects()).hasSize(2);
  }

  @Test
  void aRepeatOfAFailedNamedWriteIsRefusedWithItsReason() {
    queueing.service().answerEverybody(REFUSED);
    EventId failed = eventOf(queueing.client().remember(named("key", "one")));
    queueing.relay();
    queueing.service().recover();

    assertThatExceptionOfType(FailedRepeatException.class)
        .isThrownBy(() -> queueing.client().remember(named("key", "one")))
        .withMessageContaining("event " + failed)
        .withMessageContaining("422 odd")
        .satisfies(e -> assertThat(e.eventId()).isEqualTo(failed));
    assertThat(queueing.service().effects()).isEmpty();
  }

  @Test
  void otherContentUnderANamedKeyIsRefusedWithWhatDiffers() {
    EventId first = eventOf(queueing.client().remember(named("key", "one")));

    assertThatExceptionOfType(ReusedKeyException.class)
        .isThrownBy(() -> queueing.client().remember(named("key", "two")))
        .withMessageContaining("event " + first)
        .withMessageContaining("the content differs");
    assertThatExceptionOfType(ReusedKeyException.class)
        .isThrownBy(() -> queueing.client().remember(named("other", "one")))
        .withMessageContaining("the first write is to ");
    drain(queueing);
    assertThat(queueing.service().effects()).hasSize(1);
  }

  @Test
  void aDirectNamedWriteIsStoredOnceAndKnownToBeSuperseded() {
    WriteReceipt first = direct.client().remember(named("key", "one"));

    assertThat(direct.client().remember(named("key", "one"))).isEqualTo(first);
    direct.remember("key", "newer");

    assertThat(direct.client().remember(named("key", "one")))
        .isEqualTo(new WriteReceipt.Superseded(null, first.coordinate(), first.idempotencyKey()));
    assertThat(direct.service().deliveries()).hasSize(2);
    assertThatExceptionOfType(ReusedKeyException.class)
        .isThrownBy(() -> direct.client().remember(named("key", "two")));
  }

  @Test
  void aNamedWriteThatWasQueuedIsFoundBeforeADirectCall() {
    direct.service().answerEverybody(Rig.UNAVAILABLE);
    WriteReceipt queued = direct.client().remember(named("key", "one"));
    direct.service().recover();
    drain(direct);
    int calls = direct.service().deliveries().size();

    assertThat(direct.client().remember(named("key", "one")))
        .isEqualTo(new WriteReceipt.Stored(queued.coordinate(), queued.idempotencyKey()));
    assertThat(direct.service().deliveries()).hasSize(calls);
  }

  @Test
  void whereTheOutboxCannotBeReadANamedWriteGoesOut() {
    direct.outbox().available(false);

    assertThat(direct.client().remember(named("key", "one")))
        .isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void noRepeatOpensACircuit() {
    direct.client().remember(named("key", "one"));
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(ReusedKeyException.class)
          .isThrownBy(() -> direct.client().remember(named("key", "two")));
    }

    assertThat(direct.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  private static Remember remember(String key, String text) {
    return Remember.of("test:alpha", key, Map.of("text", text));
  }

  private static Remember named(String key, String text) {
    return remember(key, text).withOptions(WriteOptions.idempotencyKey("order-17"));
  }

  private static EventId eventOf(WriteReceipt receipt) {
    assertThat(receipt).isInstanceOf(WriteReceipt.Queued.class);
    return ((WriteReceipt.Queued) receipt).eventId();
  }

  private static void drain(Rig rig) {
    for (int turn = 0; turn < 5; turn++) {
      rig.relay();
      rig.refresh();
    }
  }
}
