package io.soma.memory.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FakeMemoryServiceTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final CallResult<WriteConfirmation> REFUSED = ServiceResults.refused("no");
  private static final CallResult<WriteConfirmation> DOWN = ServiceResults.noAnswer("down");

  private final FakeMemoryService fake = new FakeMemoryService();
  private final TenantId alice = new TenantId("alice");
  private final TenantId bob = new TenantId("bob");

  @Test
  void announcedAnswersComeOnceAndInOrderBeforeWhatStands() {
    fake.answer(alice, DOWN);
    fake.answerNext(alice, REFUSED, ServiceResults.CONFIRMED);

    assertThat(deliver(alice, "1")).isEqualTo(REFUSED);
    assertThat(deliver(alice, "2")).isEqualTo(ServiceResults.CONFIRMED);
    assertThat(deliver(alice, "3")).isEqualTo(DOWN);
    assertThat(deliver(alice, "4")).isEqualTo(DOWN);
    assertThat(fake.effects()).extracting(each -> each.requestId().value()).containsExactly("2");
    assertThat(fake.deliveries()).hasSize(4);
  }

  @Test
  void aScriptConcernsNoOtherTenant() {
    fake.answer(alice, REFUSED);

    assertThat(deliver(bob, "1")).isEqualTo(ServiceResults.CONFIRMED);
    assertThat(fake.effects(bob)).hasSize(1);
    assertThat(fake.deliveries(alice)).isEmpty();
  }

  @Test
  void aPoisonousPlaceFailsWhileOthersPass() {
    fake.answerAt(alice, new Coordinate("9.0"), REFUSED);

    assertThat(fake.deliver(store(alice, "1", 9), AMPLE)).isEqualTo(REFUSED);
    assertThat(fake.deliver(store(alice, "2", 8), AMPLE)).isEqualTo(ServiceResults.CONFIRMED);
    assertThat(fake.deliver(store(alice, "3", 9), AMPLE)).isEqualTo(REFUSED);
  }

  @Test
  void anOutageMeetsEverybodyUntilRecovery() {
    fake.answerEverybody(DOWN);
    assertThat(deliver(alice, "1")).isEqualTo(DOWN);
    assertThat(deliver(bob, "1")).isEqualTo(DOWN);

    fake.recover();
    assertThat(deliver(alice, "1")).isEqualTo(ServiceResults.CONFIRMED);
  }

  @Test
  void aWriteThatComesTwiceTakesEffectOnce() {
    fake.loseNextAnswer(alice);

    assertThat(deliver(alice, "same")).isInstanceOf(CallResult.Failed.class);
    assertThat(deliver(alice, "same")).isEqualTo(ServiceResults.CONFIRMED);
    assertThat(deliver(bob, "same")).isEqualTo(ServiceResults.CONFIRMED);

    assertThat(fake.effects(alice)).hasSize(1);
    assertThat(fake.effects(bob)).hasSize(1);
  }

  @Test
  void aDelayedReplayOfAnAppliedWriteDoesNotUndoANewerOne() {
    Delivery older = store(alice, "older", 1);
    Delivery newer = store(alice, "newer", 1);

    fake.deliver(older, AMPLE);
    fake.deliver(newer, AMPLE);
    fake.deliver(older, AMPLE);

    assertThat(fake.effects(alice)).containsExactly(older, newer);
    assertThat(fake.memory(alice, new Coordinate("1.0")))
        .isNotNull()
        .satisfies(memory -> assertThat(memory.payload()).containsEntry("text", "newer"));
  }

  @Test
  void releasedCallsGoOn() throws Exception {
    Hang hang = fake.hang(alice);
    CompletableFuture<CallResult<WriteConfirmation>> call =
        CompletableFuture.supplyAsync(() -> deliver(alice, "1"));
    hang.awaitCalls(1);
    assertThat(fake.effects()).isEmpty();

    hang.release();

    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(ServiceResults.CONFIRMED);
    assertThat(deliver(alice, "2")).isEqualTo(ServiceResults.CONFIRMED);
  }

  @Test
  void callsThatTimeOutHaveNoEffect() throws Exception {
    Hang hang = fake.hang(alice);
    CompletableFuture<CallResult<WriteConfirmation>> call =
        CompletableFuture.supplyAsync(() -> deliver(alice, "1"));
    hang.awaitCalls(1);

    hang.timeOut();

    assertThat(call.get(30, TimeUnit.SECONDS)).isInstanceOf(CallResult.Failed.class);
    assertThat(fake.effects()).isEmpty();
  }

  @Test
  void recallsTheBestMatchFirst() {
    fake.deliver(store(alice, "boat", 1), AMPLE);
    fake.deliver(store(alice, "boat-green-night", 2), AMPLE);
    fake.deliver(store(alice, "tree", 3), AMPLE);
    Namespace namespace = Namespace.of("memory:alice");

    CallResult<List<Memory>> result =
        fake.recall(
            new ReadContext(namespace, new RequestId("read"), null),
            RecallQuery.of(namespace.value(), "green boat night"),
            AMPLE);

    assertThat(result.answer().orElseThrow())
        .extracting(Memory::coordinate)
        .containsExactly("2.0", "1.0");
  }

  @Test
  void healthIsWhatTheTestSays() {
    assertThat(fake.health(AMPLE).acceptsWrites()).isTrue();

    fake.health(new ServiceHealth(false, "kv_store: false"));

    assertThat(fake.health(AMPLE)).isEqualTo(new ServiceHealth(false, "kv_store: false"));
  }

  private CallResult<WriteConfirmation> deliver(TenantId tenant, String requestId) {
    return fake.deliver(store(tenant, requestId, 1), AMPLE);
  }

  private static Delivery store(TenantId tenant, String requestId, double x) {
    RequestId id = new RequestId(requestId);
    Coordinate coordinate = new Coordinate(Double.toString(x));
    String body =
        String.format(
            Locale.ROOT,
            "{\"coord\":\"%s\",\"payload\":{\"text\":\"%s\"},\"memory_type\":\"episodic\"}",
            coordinate,
            requestId);
    return new Delivery(
        Namespace.of("memory:" + tenant),
        WriteOperation.STORE,
        coordinate,
        SampleDeliveries.identity(tenant, id, body),
        body,
        null);
  }
}
