package io.soma.memory.app.usecase.guard;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Forget;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedServiceTest {

  private final Scripted service = new Scripted();
  private final List<Duration> waits = new ArrayList<>();
  private final Rig rig =
      new Rig(
          fakes ->
              binder -> {
                binder.bind(MemoryService.class).toInstance(service);
                binder.bind(Sleeper.class).toInstance(this::pass);
              },
          "SOMABRAIN_HTTP_RETRIES",
          "2",
          "SOMABRAIN_HTTP_TIMEOUT",
          "10",
          "SOMABRAIN_TENANT_MAX_IN_FLIGHT",
          "1");

  @Test
  void allAttemptsShareOneDeadlineThatCountsFromAdmission() {
    service.then(Duration.ofSeconds(4), Rig.UNAVAILABLE);
    service.then(Duration.ofSeconds(3), Rig.UNAVAILABLE);
    service.then(Duration.ZERO, ServiceResults.CONFIRMED);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(service.timeouts)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(6).minus(waits.get(0)),
            Duration.ofSeconds(3).minus(waits.get(0)).minus(waits.get(1)));
    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMillis(100)) <= 0);
  }

  @Test
  void nothingIsTriedAgainWhenTheDeadlineIsOver() {
    service.then(Duration.ofSeconds(10), Rig.UNAVAILABLE);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(service.timeouts).hasSize(1);
  }

  @Test
  void noMoreAttemptsAreMadeThanAreAllowedAndTheyAreOneFailure() {
    for (int i = 0; i < 3; i++) {
      service.then(Duration.ZERO, Rig.UNAVAILABLE);
    }

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(service.timeouts).hasSize(3);
    assertThat(rig.health().circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aServiceThatThrowsHandsItsSlotBack() {
    assertThatThrownBy(() -> rig.remember("key", "one")).isInstanceOf(IllegalStateException.class);
    service.then(Duration.ZERO, ServiceResults.CONFIRMED);

    assertThat(rig.remember("key", "two")).isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void aRepeatedDeleteDoesNotSayThatTheMemoryWasNeverThere() {
    CallResult<WriteConfirmation> absent =
        new CallResult.Answered<>(WriteConfirmation.ABSENT, "200");
    Forget forget = Forget.of("test:alpha", "key");
    service.then(Duration.ZERO, absent);
    assertThat(((WriteReceipt.Stored) rig.client().forget(forget)).absent()).isTrue();

    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);
    service.then(Duration.ZERO, absent);

    assertThat(((WriteReceipt.Stored) rig.client().forget(forget)).absent()).isFalse();
  }

  @Test
  void asksBeforeItSendsAWriteAgainThatWouldBeStoredTwice() {
    service.capabilities = ServiceCapabilities.appending().withReadBack();
    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);
    service.taken.add(true);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(service.timeouts).hasSize(1);
  }

  @Test
  void sendsAWriteAgainThatTheServiceHasNotTaken() {
    service.capabilities = ServiceCapabilities.appending().withReadBack();
    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);
    service.taken.add(false);
    service.then(Duration.ZERO, ServiceResults.CONFIRMED);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(service.timeouts).hasSize(2);
  }

  @Test
  void leavesAWriteToTheOutboxThatWouldBeStoredTwice() {
    service.capabilities = ServiceCapabilities.appending();
    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(service.timeouts).hasSize(1);
  }

  @Test
  void asksForNothingWhereRepeatsAreHarmless() {
    service.capabilities = ServiceCapabilities.appending().withIdempotencyKeys().withReadBack();
    service.then(Duration.ZERO, Rig.UNAVAILABLE);
    service.then(Duration.ZERO, ServiceResults.CONFIRMED);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(service.timeouts).hasSize(2);
  }

  @Test
  void asksBeforeItReplays() {
    service.capabilities = ServiceCapabilities.appending().withReadBack();
    for (int i = 0; i < 3; i++) {
      service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);
      service.taken.add(false);
    }
    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);
    service.taken.clear();
    service.taken.add(true);

    rig.relay();

    assertThat(service.timeouts).hasSize(3);
    assertThat(rig.health().unconfirmed(TENANT)).isZero();
  }

  @Test
  void sendsNothingWhenToAskTookAllTheTime() {
    service.capabilities = ServiceCapabilities.appending().withReadBack();
    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);
    service.looking = Duration.ofSeconds(9);
    service.taken.add(false);

    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(service.timeouts).hasSize(1);
  }

  @Test
  void aQuestionThatThrowsIsAFailedCall() {
    service.capabilities = ServiceCapabilities.appending().withReadBack();
    service.then(Duration.ofSeconds(1), Rig.UNAVAILABLE);

    // Nothing is in the script.
    assertThat(rig.remember("key", "one")).isInstanceOf(WriteReceipt.Queued.class);

    assertThat(service.timeouts).hasSize(1);
  }

  private boolean pass(Duration wait) {
    waits.add(wait);
    rig.advance(wait);
    return true;
  }

  /** Takes its time by the clock, and has a bug when nothing is left to say. */
  private final class Scripted implements MemoryService {

    private final Deque<Duration> durations = new ArrayDeque<>();
    private final Deque<CallResult<WriteConfirmation>> answers = new ArrayDeque<>();
    private final List<Duration> timeouts = new ArrayList<>();
    private final Deque<Boolean> taken = new ArrayDeque<>();
    private Duration looking = Duration.ZERO;
    private ServiceCapabilities capabilities = ServiceCapabilities.replacing();

    void then(Duration takes, CallResult<WriteConfirmation> answer) {
      durations.add(takes);
      answers.add(answer);
    }

    @Override
    public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
      if (answers.isEmpty()) {
        throw new IllegalStateException("a bug");
      }
      timeouts.add(timeout);
      rig.advance(durations.remove());
      return answers.remove();
    }

    @Override
    public ServiceCapabilities capabilities() {
      return capabilities;
    }

    @Override
    public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
      rig.advance(looking);
      return new CallResult.Answered<>(taken.remove(), "200");
    }

    @Override
    public CallResult<Optional<Memory>> fetch(
        ReadContext context, Coordinate coordinate, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<List<Memory>> recall(
        ReadContext context, RecallQuery query, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<List<Neighbor>> neighbors(
        ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallResult<Optional<LinkPath>> path(
        ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServiceHealth health(Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
      throw new UnsupportedOperationException();
    }
  }
}
