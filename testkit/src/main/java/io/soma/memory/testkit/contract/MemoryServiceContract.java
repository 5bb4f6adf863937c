package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.ports.driven.ReadAnswer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.soma.memory.ports.driven.MemoryService} keeps; a subclass brings one with a
 * far end that can be steered.
 */
public abstract class MemoryServiceContract extends MemoryServiceFaultContract {

  private static final Coordinate HERE = Coordinate.of(0.25, -3.839656710624695e-05, 1e+16);

  @Test
  void confirmsAWriteOfEachKind() {
    for (Delivery delivery : alice.ofEachKind()) {
      assertThat(deliver(delivery)).as("%s", delivery).matches(MemoryServiceSuite::isConfirmed);
    }
    assertThat(remote.effects(alice.tenant())).isEqualTo(3);
  }

  @Test
  void deletingWhatIsNotThereIsConfirmedAsThat() {
    Answer missing = deliver(alice.delete(HERE));

    assertThat(missing).matches(MemoryServiceSuite::isConfirmed);
    assertThat(((Answered) missing).absent()).isTrue();
  }

  @Test
  void deletingWhatIsThereIsNoDeletionInVain() {
    assertThat(((Answered) deliver(alice.store(HERE, Map.of()))).absent()).isFalse();

    assertThat(((Answered) deliver(alice.delete(HERE))).absent()).isFalse();
  }

  @Test
  void aWriteCarriesWhoAskedForIt() {
    List<Delivery> writes = alice.ofEachKind();

    writes.forEach(this::deliver);

    assertThat(remote.received(alice.tenant()))
        .containsExactlyElementsOf(writes.stream().map(ReceivedCall::of).toList());
  }

  @Test
  void aWriteWithoutATraceCarriesNone() {
    Delivery write = alice.withoutTrace(alice.store(1));

    deliver(write);

    assertThat(remote.received(alice.tenant())).containsExactly(ReceivedCall.of(write));
  }

  @Test
  void aReadCarriesWhoAskedForIt() {
    ReadContext fetch = alice.read();
    ReadContext recall = alice.read();

    service().fetch(fetch, HERE, AMPLE);
    service().recall(recall, RecallQuery.of(alice.namespace().value(), "note"), AMPLE);

    assertThat(remote.received(alice.tenant()))
        .containsExactly(ReceivedCall.of(fetch), ReceivedCall.of(recall));
  }

  @Test
  void whatWasStoredIsFetchedAsItWas() {
    Payload payload =
        Payload.of(
            Map.of(
                "text",
                "日本語 \"\\\n 🜂",
                "n",
                1e-7,
                "big",
                new BigInteger("12345678901234567890"),
                "list",
                Arrays.asList(1, null, Map.of())));
    deliver(alice.store(HERE, payload.tree()));

    ReadAnswer<Memory> answer = service().fetch(alice.read(), HERE, AMPLE);

    assertThat(answer.answer()).matches(MemoryServiceSuite::isConfirmed);
    Memory memory = Objects.requireNonNull(answer.value());
    assertThat(memory)
        .isEqualTo(new Memory(HERE.text(), memory.payload(), "semantic", null, memory.details()));
    String fetched = Payload.of(memory.payload()).json();
    assertThat(JsonEquality.equal(fetched, payload.json())).as(fetched).isTrue();
  }

  @Test
  void aMemoryThatIsNotThereIsAnAnswerWithoutAValue() {
    deliver(alice.store(HERE, Map.of("text", "hers alone")));

    ReadAnswer<Memory> answer = service().fetch(bob.read(), HERE, AMPLE);

    assertThat(answer.value()).isNull();
    assertThat(answer.answer()).isInstanceOf(Answered.class);
    assertThat(((Answered) answer.answer()).status()).isEqualTo(404);
  }

  @Test
  void recallsWhatMatchesWithTheBestFirst() {
    deliver(alice.store(Coordinate.of(1), Map.of("text", "a boat")));
    deliver(alice.store(Coordinate.of(2), Map.of("text", "a green boat", "by", "night")));
    deliver(alice.store(Coordinate.of(3), Map.of("text", "a green boat")));
    deliver(bob.store(Coordinate.of(4), Map.of("text", "a green boat, not hers")));

    ReadAnswer<List<Memory>> answer =
        service().recall(alice.read(), alice.query("a green boat"), AMPLE);

    assertThat(answer.answer()).matches(MemoryServiceSuite::isConfirmed);
    assertThat(answer.value())
        .extracting(Memory::coordinate)
        .contains("2.0", "3.0")
        .doesNotContain("4.0");
    assertThat(
            Objects.requireNonNull(answer.value()).stream()
                .map(Memory::score)
                .filter(Objects::nonNull)
                .toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void recallsOnlyWhatTheQueryAllows() {
    for (int i = 1; i <= 4; i++) {
      deliver(alice.store(Coordinate.of(i), Map.of("text", "boat", "even", i % 2 == 0)));
    }
    RecallQuery even =
        new RecallQuery(
            alice.namespace(), "boat", 5, 0, MemoryType.SEMANTIC, Payload.of(Map.of("even", true)));
    RecallQuery second =
        new RecallQuery(alice.namespace(), "boat", 1, 1, null, Payload.of(Map.of()));

    assertThat(recalled(even)).containsExactlyInAnyOrder("2.0", "4.0");
    assertThat(recalled(second)).hasSize(1).doesNotContain(recalled(alice.query("boat")).get(0));
  }

  @Test
  void isSafeForUseByManyThreads() throws Exception {
    List<Callable<Boolean>> calls =
        IntStream.range(0, 200)
            .<Callable<Boolean>>mapToObj(i -> () -> isConfirmed(deliver(alice.store(i))))
            .toList();

    try (Crowd crowd = new Crowd()) {
      for (Future<Boolean> call : crowd.start(calls)) {
        assertThat(Crowd.resultOf(call)).isTrue();
      }
    }
    assertThat(remote.effects(alice.tenant())).isEqualTo(calls.size());
  }

  private List<String> recalled(RecallQuery query) {
    List<Memory> found = service().recall(alice.read(), query, AMPLE).value();
    return Objects.requireNonNull(found).stream().map(Memory::coordinate).toList();
  }
}
