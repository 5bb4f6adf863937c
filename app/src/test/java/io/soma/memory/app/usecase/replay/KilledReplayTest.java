package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay that ends at any of its calls of the outbox, before or after it took effect. */
class KilledReplayTest {

  /** As in a process that is gone; nothing in the product knows it. */
  private static final class Killed extends RuntimeException {}

  private static final int CALLS_UNTIL_THE_POISON_HAS_FAILED = 45;

  private int callsLeft = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void losesDoublesAndDisordersNothing(boolean beforeItsEffect) {
    for (int call = 1; call <= CALLS_UNTIL_THE_POISON_HAS_FAILED; call++) {
      callsLeft = Integer.MAX_VALUE;
      Rig rig = rigThatDies(beforeItsEffect);
      WriteReceipt.Queued poison = (WriteReceipt.Queued) rig.remember("poison", "poison");
      IntStream.range(0, 24).forEach(i -> rig.remember("key-" + i % 12, "w" + i));
      rig.service().answerAt(TENANT, poison.coordinate(), UNAVAILABLE);
      callsLeft = call;

      for (int turn = 0; turn < 40; turn++) {
        turn(rig);
      }

      assertThat(callsLeft).as("call %d came", call).isNotPositive();
      assertThat(rig.outbox().statusOf(poison.eventId())).isEqualTo(EventStatus.FAILED);
      assertThat(rig.outbox().backlog()).isEmpty();
      assertThat(rig.effects()).as("died at call %d", call).hasSize(24).doesNotHaveDuplicates();
      assertEachKeyInOrder(rig.service().effects());
      assertNothingOlderIsSentAfterwards(rig.service().deliveries(), call);
    }
  }

  private static void turn(Rig rig) {
    try {
      rig.relay();
    } catch (Killed e) {
      // The next instance takes over when the lease has run out.
      rig.advance(Duration.ofMinutes(2));
    }
    rig.advance(Duration.ofSeconds(5));
  }

  private static void assertEachKeyInOrder(List<Delivery> effects) {
    List<String> ids = effects.stream().map(each -> each.requestId().value()).toList();
    for (int key = 0; key < 12; key++) {
      assertThat(ids).containsSubsequence("w" + key, "w" + (key + 12));
    }
  }

  /** A memory service that ignores idempotency keys executes every repeated call. */
  private static void assertNothingOlderIsSentAfterwards(List<Delivery> sent, int call) {
    List<String> ids = sent.stream().map(each -> each.requestId().value()).toList();
    for (int key = 0; key < 12; key++) {
      int newer = ids.indexOf("w" + (key + 12));
      assertThat(ids.subList(newer, ids.size()))
          .as("sent after w%d, died at call %d", key + 12, call)
          .doesNotContain("w" + key);
    }
  }

  private Rig rigThatDies(boolean beforeItsEffect) {
    return new Rig(
        fakes ->
            binder -> {
              binder.bind(Outbox.class).toInstance(dying(fakes.outbox(), beforeItsEffect));
              // A process that is gone remembers nothing.
              binder
                  .bind(StoredEvents.class)
                  .toInstance(new StoredEvents(MonotonicClock.SYSTEM, 0));
            },
        "SOMABRAIN_MEMORY_WRITE_MODE",
        "fast_ack");
  }

  private Outbox dying(Outbox outbox, boolean beforeItsEffect) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              boolean dies = --callsLeft == 0;
              if (dies && beforeItsEffect) {
                throw new Killed();
              }
              try {
                Object result = method.invoke(outbox, arguments);
                if (dies) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
