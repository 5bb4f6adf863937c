package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
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
 * The contract of {@link io.soma.memory.ports.driven.MemoryService}; a subclass supplies one with a
 * remote end that the test controls.
 */
public abstract class MemoryServiceContract extends MemoryServiceFormContract {

  @Test
  void confirmsAWriteOfEachKind() {
    for (Delivery delivery : alice.ofEachKind()) {
      assertThat(deliver(delivery)).as("%s", delivery).matches(CallResult::isAnswered);
    }
    assertThat(remote.effects(alice.tenant())).isEqualTo(3);
  }

  @Test
  void deletingWhatIsNotThereIsConfirmedAsThat() {
    assertThat(answer(deliver(alice.delete(here()))).isAbsent()).isTrue();
  }

  @Test
  void deletingWhatIsThereIsNoDeletionInVain() {
    assertThat(answer(deliver(alice.store(here(), Map.of()))).isAbsent()).isFalse();

    assertThat(answer(deliver(alice.delete(here()))).isAbsent()).isFalse();
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

    service().fetch(fetch, here(), AMPLE);
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
    deliver(alice.store(here(), payload.tree()));

    Memory memory = answer(service().fetch(alice.read(), here(), AMPLE)).orElseThrow();

    assertThat(memory)
        .isEqualTo(new Memory(here().text(), memory.payload(), "semantic", null, memory.details()));
    String fetched = Payload.of(memory.payload()).json();
    assertThat(JsonEquality.equal(fetched, payload.json())).as(fetched).isTrue();
  }

  @Test
  void answersThatAMemoryIsNotThere() {
    deliver(alice.store(here(), Map.of("text", "hers alone")));

    assertThat(answer(service().fetch(bob.read(), here(), AMPLE))).isEmpty();
  }

  @Test
  void recallsWhatMatchesWithTheBestFirst() {
    deliver(alice.store(remote.place(1), Map.of("text", "a boat")));
    deliver(alice.store(remote.place(2), Map.of("text", "a green boat", "by", "night")));
    deliver(alice.store(remote.place(3), Map.of("text", "a green boat")));
    deliver(bob.store(remote.place(4), Map.of("text", "a green boat, not hers")));

    List<Memory> found = answer(service().recall(alice.read(), alice.query("a green boat"), AMPLE));

    assertThat(found)
        .extracting(Memory::coordinate)
        .contains(text(2), text(3))
        .doesNotContain(text(4));
    assertThat(found.stream().map(Memory::score).filter(Objects::nonNull).toList())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void recallsOnlyWhatTheQueryAllows() {
    for (int i = 1; i <= 4; i++) {
      deliver(alice.store(remote.place(i), Map.of("text", "boat", "even", i % 2 == 0)));
    }
    RecallQuery even =
        new RecallQuery(
            alice.namespace(), "boat", 5, 0, MemoryType.SEMANTIC, Payload.of(Map.of("even", true)));
    RecallQuery second =
        new RecallQuery(alice.namespace(), "boat", 1, 1, null, Payload.of(Map.of()));

    assertThat(recalled(even)).containsExactlyInAnyOrder(text(2), text(4));
    assertThat(recalled(second)).hasSize(1).doesNotContain(recalled(alice.query("boat")).get(0));
  }

  @Test
  void isSafeForUseByManyThreads() throws Exception {
    List<Callable<Boolean>> calls =
        IntStream.range(0, 200)
            .<Callable<Boolean>>mapToObj(i -> () -> deliver(alice.store(i)).isAnswered())
            .toList();

    try (Crowd crowd = new Crowd()) {
      for (Future<Boolean> call : crowd.start(calls)) {
        assertThat(Crowd.resultOf(call)).isTrue();
      }
    }
    assertThat(remote.effects(alice.tenant())).isEqualTo(calls.size());
  }

  private List<String> recalled(RecallQuery query) {
    return answer(service().recall(alice.read(), query, AMPLE)).stream()
        .map(Memory::coordinate)
        .toList();
  }

  private Coordinate here() {
    return remote.place(0);
  }

  private String text(int place) {
    return remote.place(place).text();
  }
}
