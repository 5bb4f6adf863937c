package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of a memory service while its remote end or the network fails. */
abstract class MemoryServiceFaultContract extends MemoryServiceGraphContract {

  // More than a client's usual limits of calls and connections, 5 and 64.
  private static final int MANY = 100;

  private static final String UNCONFIRMED =
      "an answer that does not name the write confirms nothing: Failed with UNCONFIRMED. Answered"
          + " loses the write, and Refused fails it for ever";
  private static final String REFUSED =
      "the service refuses this very input: Refused, with the service's own explanation";
  private static final String NO_ANSWER =
      "no answer came: Failed with NO_ANSWER, and no exception. Answered loses the write, and"
          + " Refused fails it for ever";
  private static final String BOUNDED =
      "an answer of a hundred megabytes: read it up to a limit, then Failed with OVER_OUR_LIMITS";

  @Test
  void aBodyThatNamesAnotherCoordinateConfirmsNothing() {
    remote.confirmAnother(alice.tenant());

    assertThat(deliverEachKind())
        .as(UNCONFIRMED)
        .allMatch(result -> failedAs(FailureClass.UNCONFIRMED, result));
  }

  @Test
  void anEmptyAnswerConfirmsNothing() {
    remote.confirmNothing(alice.tenant());

    assertThat(deliverEachKind())
        .as(UNCONFIRMED)
        .allMatch(result -> failedAs(FailureClass.UNCONFIRMED, result));
  }

  @Test
  void aRefusalCarriesItsReason() {
    remote.refuse(alice.tenant(), "too much of it");

    assertThat(deliverEachKind())
        .as(REFUSED)
        .allMatch(result -> isRefused("too much of it", result));
    assertThat(fetch(alice)).as(REFUSED).matches(result -> isRefused("too much of it", result));
    assertThat(recall(alice)).as(REFUSED).matches(result -> isRefused("too much of it", result));
  }

  @Test
  void aRequestedPauseIsReported() {
    remote.throttle(alice.tenant(), Duration.ofSeconds(7));

    assertThat(deliverEachKind())
        .as(
            "the service asks for a pause of 7 s: Failed with CallFailure.tooManyCalls or"
                + " overloaded, and this pause")
        .allMatch(result -> failedAs(FailureClass.THROTTLED, result))
        .allMatch(result -> Duration.ofSeconds(7).equals(pause(result)));
  }

  @Test
  void sendsNothingTwiceWhenTheConnectionBreaks() {
    remote.breakOff(alice.tenant());
    List<Supplier<CallResult<?>>> calls = new ArrayList<>();
    alice.ofEachKind().forEach(write -> calls.add(() -> deliver(write)));
    calls.add(() -> fetch(alice));
    calls.add(() -> recall(alice));

    for (Supplier<CallResult<?>> call : calls) {
      // Clients are readier to send again over a connection that was good before.
      assertThat(deliver(bob.store(1))).matches(CallResult::isAnswered);
      assertThat(call.get()).as(NO_ANSWER).matches(MemoryServiceSuite::isUnanswered);
    }

    assertThat(remote.received(alice.tenant()))
        .as("the calls that arrived: one for each call, as the adapter itself repeats none")
        .hasSameSizeAs(calls)
        .doesNotHaveDuplicates();
  }

  @Test
  void aLostAnswerIsNoAnswerThoughTheWriteTookEffect() {
    remote.loseAnswers(alice.tenant());

    assertThat(deliver(alice.store(1))).as(NO_ANSWER).matches(MemoryServiceSuite::isUnanswered);
    assertThat(remote.effects(alice.tenant())).isEqualTo(1);
  }

  @Test
  void endsWhenItsTimeIsUpThoughNothingIsAnswered() {
    remote.hang(alice.tenant());

    assertThat(endsUnanswered(alice)).as(NO_ANSWER).allMatch(MemoryServiceSuite::isUnanswered);
  }

  @Test
  void endsWhenItsTimeIsUpThoughTheAnswerHasBegun() {
    remote.drip(alice.tenant());

    assertThat(endsUnanswered(alice)).as(NO_ANSWER).allMatch(MemoryServiceSuite::isUnanswered);
  }

  @Test
  void readsABoundedBody() {
    deliver(alice.store(remote.place(3), Map.of("text", "small")));
    remote.flood(alice.tenant());

    assertThat(fetch(alice))
        .as(BOUNDED)
        .matches(result -> failedAs(FailureClass.OVER_OUR_LIMITS, result));
    assertThat(recall(alice))
        .as(BOUNDED)
        .matches(result -> failedAs(FailureClass.OVER_OUR_LIMITS, result));
    assertThat(deliverEachKind())
        .as(BOUNDED)
        .allMatch(result -> failedAs(FailureClass.OVER_OUR_LIMITS, result));
  }

  @Test
  void neverThrowsThoughNobodyIsThere() {
    remote.goDown();

    assertThat(deliverEachKind()).as(NO_ANSWER).allMatch(MemoryServiceSuite::isUnanswered);
    assertThat(fetch(alice)).as(NO_ANSWER).matches(MemoryServiceSuite::isUnanswered);
    assertThat(recall(alice)).as(NO_ANSWER).matches(MemoryServiceSuite::isUnanswered);
    assertThat(service().health(AMPLE).acceptsWrites())
        .as("health().acceptsWrites() of a service that cannot be reached")
        .isFalse();
  }

  @Test
  void callsOfATenantThatHangDelayNoOtherCall() throws Exception {
    remote.hang(alice.tenant());
    try (Crowd crowd = new Crowd()) {
      Callable<CallResult<?>> call = () -> deliver(alice.store(1));
      List<Future<CallResult<?>>> hanging =
          crowd.start(Stream.generate(() -> call).limit(MANY).toList());
      Crowd.await("all calls hang", () -> remote.received(alice.tenant()).size() == MANY);

      assertThat(deliver(bob.store(1)))
          .as(
              "a write while %d calls of another tenant hang: no limit of connections or threads"
                  + " may be shared by all tenants",
              MANY)
          .matches(CallResult::isAnswered);

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
                CallResult<?> result = deliver(alice.store(1));
                return isUnanswered(result) && Thread.currentThread().isInterrupted();
              });
      Crowd.await("the call hangs", () -> remote.received(alice.tenant()).size() == 1);

      caller[0].interrupt();

      assertThat(Crowd.resultOf(call))
          .as(
              "whether an interrupted call fails without an answer, and its thread is still"
                  + " interrupted: Thread.currentThread().interrupt()")
          .isTrue();
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

  private List<CallResult<WriteConfirmation>> deliverEachKind() {
    return alice.ofEachKind().stream().map(this::deliver).toList();
  }

  private Stream<CallResult<?>> endsUnanswered(Writes tenant) {
    return Stream.of(
        ends(() -> service().deliver(tenant.store(1), SHORT)),
        ends(() -> service().fetch(tenant.read(), remote.place(3), SHORT)),
        ends(() -> service().recall(tenant.read(), tenant.query("note"), SHORT)));
  }

  private CallResult<?> fetch(Writes tenant) {
    return service().fetch(tenant.read(), remote.place(3), AMPLE);
  }

  private CallResult<?> recall(Writes tenant) {
    return service().recall(tenant.read(), tenant.query("note"), AMPLE);
  }

  private static boolean isRefused(String detail, CallResult<?> result) {
    return result instanceof CallResult.Refused<?> refused
        && refused.refusal().detail().contains(detail);
  }

  private static @Nullable Duration pause(CallResult<?> result) {
    return result instanceof CallResult.Failed<?> failed ? failed.failure().pause() : null;
  }
}
