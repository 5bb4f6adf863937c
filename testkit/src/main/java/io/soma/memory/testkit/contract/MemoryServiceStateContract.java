package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of a memory service for what lies at an address after writes, and after repeats. */
abstract class MemoryServiceStateContract extends MemoryServiceFaultContract {

  private static final String NEWEST =
      "hasTaken() is true only for the newest state of the address: a write that it finds is"
          + " confirmed and not sent, and is lost if another one came after it"
          + " (docs/memory-services.md, capabilities)";

  @Test
  void theNewestStoreIsWhatIsRead() {
    deliver(alice.store(here(), Map.of("text", "older")));
    deliver(alice.store(here(), Map.of("text", "newer")));

    assertThat(textAt(alice))
        .as("fetch() after two confirmed stores at one address: the newer one counts")
        .isEqualTo("newer");
  }

  @Test
  void whatIsDeletedIsGone() {
    deliver(alice.store(here(), Map.of("text", "to be deleted")));
    deliver(alice.delete(here()));

    assertThat(textAt(alice))
        .as("fetch() after a confirmed deletion: the memory must be gone, or the write is lost")
        .isNull();
  }

  @Test
  void writesOfAnotherTenantChangeNothing() {
    String rule =
        "a write of another tenant at the same coordinate must not change a tenant's memory";
    deliver(alice.store(here(), Map.of("text", "hers")));

    deliver(bob.store(here(), Map.of("text", "his")));
    assertThat(textAt(alice)).as("%s: a store", rule).isEqualTo("hers");
    assertThat(textAt(bob)).as("each tenant reads its own memory").isEqualTo("his");

    deliver(bob.delete(here()));
    assertThat(textAt(alice)).as("%s: a deletion", rule).isEqualTo("hers");
    assertThat(textAt(bob)).as("the memory that its tenant deleted").isNull();
  }

  @Test
  void aWriteThatArrivesTwiceIsConfirmedTwice() {
    for (Delivery write : alice.ofEachKind()) {
      deliver(write);
      assertThat(deliver(write))
          .as("%s, sent again after a lost answer: delivery is at least once", write)
          .matches(CallResult::isAnswered, "is answered");
    }
  }

  @Test
  void aStoreThatReplacesIsThereOnce() {
    assumeTrue(service().capabilities().replacesByAddress(), "this service says that it appends");
    Delivery store = alice.store(here(), Map.of("text", "a boat"));
    deliver(store);
    deliver(store);
    deliver(alice.store(here(), Map.of("text", "a boat")));

    List<Memory> found = answer(service().recall(alice.read(), alice.query("a boat"), AMPLE));

    assertThat(found)
        .as(
            "recall() after three stores at one address. capabilities() say replacing(): say"
                + " appending() if the service keeps old memories beside new ones")
        .extracting(Memory::coordinate)
        .containsOnlyOnce(here().text());
  }

  @Test
  void underOneKeyAWriteTakesEffectOnce() {
    assumeTrue(
        service().capabilities().honoursIdempotencyKeys(),
        "this service does not say that it honours idempotency keys");
    Delivery store = alice.store(here(), Map.of("text", "once"));
    deliver(store);
    deliver(store);

    assertThat(remote.effects(alice.tenant()))
        .as(
            "effects of a write that was sent twice under one key: capabilities() say"
                + " withIdempotencyKeys(), so the adapter must send the delivery's key, and the"
                + " service honour it")
        .isEqualTo(1);
  }

  @Test
  void aWriteIsTakenWhileItIsTheNewestStateOfItsAddress() {
    assumeReadBack();
    Delivery first = alice.store(here(), Map.of("text", "A"));
    Delivery second = alice.store(here(), Map.of("text", "B"));
    Delivery deletion = alice.delete(here());
    assertTaken(false, first, "before it was sent");

    deliver(first);
    assertTaken(true, first, "after it was sent");
    assertTaken(false, deletion, "before it was sent, while a memory is there");
    assertTaken(false, bob.store(here(), Map.of("text", "A")), "of a tenant that stored nothing");

    deliver(second);
    assertTaken(false, first, "after a newer store at its address");
    assertTaken(true, second, "after it was sent");

    if (!service().capabilities().honoursIdempotencyKeys()) {
      deliver(first);
      assertTaken(true, first, "after it was sent a second time, behind another store");
    }

    deliver(deletion);
    assertTaken(true, deletion, "after it was sent");
    assertTaken(false, first, "after its memory was deleted");
  }

  @Test
  void aQuestionWithoutAnAnswerIsNoAnswer() {
    assumeReadBack();
    Delivery store = alice.store(here(), Map.of("text", "A"));
    deliver(store);
    remote.breakOff(alice.tenant());

    assertThat(service().hasTaken(store, AMPLE))
        .as("hasTaken() while the service cannot be reached: neither yes nor no is known")
        .isInstanceOf(CallResult.Failed.class);
  }

  private void assumeReadBack() {
    assumeTrue(
        service().capabilities().readsBack(), "this service does not say that it reads back");
  }

  // A failure is always allowed in place of a no.
  private void assertTaken(boolean expected, Delivery write, String when) {
    CallResult<Boolean> taken = service().hasTaken(write, AMPLE);
    if (expected) {
      assertThat(taken.answer()).as("hasTaken(%s) %s. %s", write, when, NEWEST).contains(true);
    } else {
      assertThat(taken.answer().orElse(false))
          .as("hasTaken(%s) %s. %s", write, when, NEWEST)
          .isFalse();
    }
  }

  private @Nullable Object textAt(Writes tenant) {
    return answer(service().fetch(tenant.read(), here(), AMPLE))
        .map(memory -> memory.payload().get("text"))
        .orElse(null);
  }

  private Coordinate here() {
    return remote.place(5);
  }
}
