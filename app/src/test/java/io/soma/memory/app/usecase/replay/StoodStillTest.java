package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Module;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.testkit.fake.ServiceResults;
import io.soma.memory.testkit.wiring.InMemoryModule;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A process that stood still in the middle of a replay, past its hold on the tenant. */
class StoodStillTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final CallResult<WriteConfirmation> REFUSED = ServiceResults.refused("odd");

  private volatile String standsStillIn = "";
  private volatile int callsBefore;
  private volatile Duration standsStillFor = LONG;
  private final Rig rig = new Rig(this::standingStill, "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");

  @Test
  void confirmsNothingAfterItsTime() {
    List<EventId> ids = write(3);

    relayStandingStillIn("deliver");

    // The next holder may be sending it once more, and newer writes would go past that.
    assertThat(rig.outbox().isConfirmed(ids.get(0))).isFalse();
    assertThat(rig.service().deliveries()).hasSize(1);
    relay();
    assertThat(rig.effects()).containsExactly("w0", "w1", "w2");
  }

  @Test
  void aRefusalFailsNothingThatAnotherMayHoldByNow() {
    List<EventId> ids = write(2);
    rig.service().answerNext(TENANT, REFUSED, REFUSED);

    relayStandingStillIn("deliver");

    assertThat(rig.outbox().statusOf(ids.get(0))).isEqualTo(EventStatus.PENDING);
    assertThat(rig.service().deliveries()).hasSize(1);
    relay();
    assertThat(rig.outbox().statusOf(ids.get(0))).isEqualTo(EventStatus.FAILED);
    assertThat(rig.effects()).containsExactly("w1");
  }

  @Test
  void aTimeoutBlamesNeitherTheEventNorTheService() {
    List<EventId> ids = write(3);
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    relayStandingStillIn("deliver");

    // Not even the controls were tried; they would overtake the next holder's deliveries.
    assertThat(rig.service().deliveries()).hasSize(1);
    assertThat(rig.outbox().events().get(0).retries()).isZero();
    assertThat(rig.outbox().lastError(ids.get(0))).isEmpty();
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void confirmsNoControlAfterItsTime() {
    List<EventId> ids = write(3);
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    relayStandingStillInCall(2, "deliver");

    // Nor is the next control sent, which would pass the next holder's deliveries.
    assertThat(rig.service().deliveries()).hasSize(2);
    assertThat(ids).noneMatch(rig.outbox()::isConfirmed);
    assertThat(rig.outbox().events().get(0).retries()).isZero();
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
    relay();
    assertThat(rig.effects()).containsExactly("w1", "w0", "w2");
    // Stored before, so that it is only confirmed.
    assertThat(rig.service().deliveries()).hasSize(4);
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  @Test
  void failsNoControlAfterItsTime() {
    List<EventId> ids = write(2);
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE, REFUSED);

    relayStandingStillInCall(2, "deliver");

    assertThat(rig.outbox().statusOf(ids.get(1))).isEqualTo(EventStatus.PENDING);
  }

  @Test
  void aFailureIsNotedWhileTheHoldLasts() {
    write(3);
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);

    relay();

    assertThat(rig.service().deliveries()).hasSizeGreaterThan(1);
    assertThat(rig.outbox().events().get(0).retries()).isEqualTo(1);
  }

  @Test
  void nothingIsSentOnAnAnswerOfLongAgo() {
    write(2);

    relayStandingStillIn("due");

    assertThat(rig.service().deliveries()).isEmpty();
    relay();
    assertThat(rig.effects()).containsExactly("w0", "w1");
  }

  @Test
  void beginsNoCallThatWouldEndAfterItsTime() {
    write(2);

    standsStillFor = Duration.ofSeconds(15);
    relayStandingStillIn("due");

    assertThat(rig.service().deliveries()).isEmpty();
    relay();
    assertThat(rig.effects()).containsExactly("w0", "w1");
  }

  private List<EventId> write(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ((WriteReceipt.Queued) rig.remember("key-" + i, "w" + i)).eventId())
        .toList();
  }

  private void relayStandingStillIn(String method) {
    relayStandingStillInCall(1, method);
  }

  private void relayStandingStillInCall(int number, String method) {
    callsBefore = number - 1;
    standsStillIn = method;
    rig.relay();
    standsStillIn = "";
  }

  private void relay() {
    rig.advance(LONG);
    rig.relay();
  }

  private Module standingStill(InMemoryModule fakes) {
    return binder -> {
      binder
          .bind(MemoryService.class)
          .toInstance(standingStill(MemoryService.class, fakes.memoryService(), fakes));
      binder.bind(Outbox.class).toInstance(standingStill(Outbox.class, fakes.outbox(), fakes));
    };
  }

  /** The same, except that time passes in one of its methods. */
  private <T> T standingStill(Class<T> port, T real, InMemoryModule fakes) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (method.getName().equals(standsStillIn) && callsBefore-- == 0) {
                fakes.clock().advance(standsStillFor);
              }
              return result;
            }));
  }
}
