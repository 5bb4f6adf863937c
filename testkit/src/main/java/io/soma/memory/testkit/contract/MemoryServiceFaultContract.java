package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Unanswered;
import io.soma.memory.domain.write.Coordinate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a memory service keeps when its far end or the network does not behave. */
abstract class MemoryServiceFaultContract extends MemoryServiceGraphContract {

  // More than a client's usual limits of calls and connections, 5 and 64.
  private static final int MANY = 100;
  private static final Coordinate PLACE = Coordinate.of(1, 2, 3);

  @Test
  void aBodyThatNamesAnotherCoordinateConfirmsNothing() {
    remote.confirmAnother(alice.tenant());

    assertThat(deliverEachKind()).allMatch(answer -> unconfirmed(answer, 200));
  }

  @Test
  void anEmptyBodyConfirmsNothing() {
    remote.confirmNothing(alice.tenant());

    assertThat(deliverEachKind()).allMatch(answer -> unconfirmed(answer, 200));
  }

  @Test
  void aRefusalIsAnAnswerWithItsStatusAndReason() {
    remote.refuse(alice.tenant(), 413, "too much of it");

    assertThat(deliverEachKind())
        .allMatch(answer -> unconfirmed(answer, 413))
        .allMatch(answer -> ((Answered) answer).detail().contains("too much of it"));
    assertThat(fetch(alice)).matches(answer -> unconfirmed(answer, 413));
    assertThat(recall(alice)).matches(answer -> unconfirmed(answer, 413));
  }

  @Test
  void aRequestedPauseIsReported() {
    remote.throttle(alice.tenant(), 503, Duration.ofSeconds(7));

    assertThat(deliverEachKind())
        .allMatch(answer -> unconfirmed(answer, 503))
        .allMatch(answer -> Duration.ofSeconds(7).equals(((Answered) answer).retryAfter()));
  }

  @Test
  void followsNoRedirect() {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      remote.redirect(alice.tenant(), status);
      assertThat(deliverEachKind()).allMatch(answer -> unconfirmed(answer, status));
      assertThat(fetch(alice)).matches(answer -> unconfirmed(answer, status));
    }
    assertThat(remote.effects(alice.tenant())).isZero();
  }

  @Test
  void sendsNothingTwiceWhenTheConnectionBreaks() {
    remote.breakOff(alice.tenant());
    List<Supplier<Answer>> calls = new ArrayList<>();
    alice.ofEachKind().forEach(write -> calls.add(() -> deliver(write)));
    calls.add(() -> fetch(alice));
    calls.add(() -> recall(alice));

    for (Supplier<Answer> call : calls) {
      // Clients are readier to send again over a connection that was good before.
      assertThat(deliver(bob.store(1))).matches(MemoryServiceSuite::isConfirmed);
      assertThat(call.get()).isInstanceOf(Unanswered.class);
    }

    assertThat(remote.received(alice.tenant())).hasSameSizeAs(calls).doesNotHaveDuplicates();
  }

  @Test
  void sendsNothingTwiceWhenAskedToTryAgainAtOnce() {
    for (int status : new int[] {408, 503}) {
      remote.throttle(alice.tenant(), status, Duration.ZERO);
      assertThat(deliverEachKind()).allMatch(answer -> unconfirmed(answer, status));
      assertThat(fetch(alice)).matches(answer -> unconfirmed(answer, status));
    }

    assertThat(remote.received(alice.tenant())).hasSize(2 * 4).doesNotHaveDuplicates();
  }

  @Test
  void aLostAnswerIsNoAnswerThoughTheWriteTookEffect() {
    remote.loseAnswers(alice.tenant());

    assertThat(deliver(alice.store(1))).isInstanceOf(Unanswered.class);
    assertThat(remote.effects(alice.tenant())).isEqualTo(1);
  }

  @Test
  void endsWhenItsTimeIsUpThoughNothingIsAnswered() {
    remote.hang(alice.tenant());

    assertThat(endsUnanswered(alice)).allMatch(Unanswered.class::isInstance);
  }

  @Test
  void endsWhenItsTimeIsUpThoughTheAnswerHasBegun() {
    remote.drip(alice.tenant());

    assertThat(endsUnanswered(alice)).allMatch(Unanswered.class::isInstance);
  }

  @Test
  void readsABoundedBody() {
    deliver(alice.store(PLACE, Map.of("text", "small")));
    remote.flood(alice.tenant());

    assertThat(fetch(alice)).matches(answer -> unconfirmed(answer, 200));
    assertThat(recall(alice)).matches(answer -> unconfirmed(answer, 200));
    assertThat(deliverEachKind()).allMatch(answer -> unconfirmed(answer, 200));
  }

  @Test
  void neverThrowsThoughNobodyIsThere() {
    remote.goDown();

    assertThat(deliverEachKind()).allMatch(Unanswered.class::isInstance);
    assertThat(fetch(alice)).isInstanceOf(Unanswered.class);
    assertThat(recall(alice)).isInstanceOf(Unanswered.class);
    assertThat(service().health(AMPLE).acceptsWrites()).isFalse();
  }

  @Test
  void callsOfATenantThatHangDelayNoOtherCall() throws Exception {
    remote.hang(alice.tenant());
    try (Crowd crowd = new Crowd()) {
      Callable<Answer> call = () -> deliver(alice.store(1));
      List<Future<Answer>> hanging = crowd.start(Stream.generate(() -> call).limit(MANY).toList());
      Crowd.await("all calls hang", () -> remote.received(alice.tenant()).size() == MANY);

      assertThat(deliver(bob.store(1))).matches(MemoryServiceSuite::isConfirmed);

      assertThat(hanging).noneMatch(Future::isDone);
      remote.recover(alice.tenant());
    }
  }

  @Test
  void anInterruptEndsTheCallAndIsKept() throws Exception {
    remote.hang(alice.tenant());
    try (Crowd crowd = new Crowd()) {
      Thread[] caller = new Thread[1];
      Future<Boolean> call =
          crowd.start(
              () -> {
                caller[0] = Thread.currentThread();
                Answer answer = deliver(alice.store(1));
                return answer instanceof Unanswered && Thread.currentThread().isInterrupted();
              });
      Crowd.await("the call hangs", () -> remote.received(alice.tenant()).size() == 1);

      caller[0].interrupt();

      assertThat(Crowd.resultOf(call)).isTrue();
    }
  }

  @Test
  void acceptsWritesWheneverTheKeyValueStoreIsUp() {
    remote.health(true, true);
    assertThat(service().health(AMPLE).acceptsWrites()).isTrue();

    remote.health(true, false);
    assertThat(service().health(AMPLE).acceptsWrites()).isTrue();

    remote.health(false, true);
    assertThat(service().health(AMPLE).acceptsWrites()).isFalse();
  }

  private List<Answer> deliverEachKind() {
    return alice.ofEachKind().stream().map(this::deliver).toList();
  }

  private Stream<Answer> endsUnanswered(Writes tenant) {
    return Stream.of(
        service().deliver(tenant.store(1), SHORT),
        service().fetch(tenant.read(), PLACE, SHORT).answer(),
        service().recall(tenant.read(), tenant.query("note"), SHORT).answer());
  }

  private Answer fetch(Writes tenant) {
    return service().fetch(tenant.read(), PLACE, AMPLE).answer();
  }

  private Answer recall(Writes tenant) {
    return service().recall(tenant.read(), tenant.query("note"), AMPLE).answer();
  }

  private static boolean unconfirmed(Answer answer, int status) {
    return answer instanceof Answered answered
        && !answered.confirmed()
        && answered.status() == status;
  }
}
