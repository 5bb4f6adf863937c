package io.soma.memory.domain.breaker;

import static io.soma.memory.domain.breaker.CallOutcome.FAILURE;
import static io.soma.memory.domain.breaker.CallOutcome.IGNORED;
import static io.soma.memory.domain.breaker.CallOutcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.BreakerState.Closed;
import io.soma.memory.domain.breaker.BreakerState.ForcedClosed;
import io.soma.memory.domain.breaker.BreakerState.ForcedOpen;
import io.soma.memory.domain.breaker.BreakerState.HalfOpen;
import io.soma.memory.domain.breaker.BreakerState.Idle;
import io.soma.memory.domain.breaker.BreakerState.Open;
import io.soma.memory.domain.breaker.BreakerState.Probing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with everything that can happen to it, at the time 1000. */
class BreakerTest {

  private static final long NOW = 1_000;
  private static final long OPENED = 400;
  private static final FailureReason WHY =
      new FailureReason(FailureClass.SERVER_ERROR, "500", "broken");

  /** Three failures, 100 ns, 40 ns. */
  private static final BreakerPolicy POLICY =
      new BreakerPolicy(3, Duration.ofNanos(100), Duration.ofNanos(40));

  private static final BreakerState CLOSED = new Closed(7, 0);
  private static final BreakerState FAILED_ONCE = new Closed(7, 1);
  private static final BreakerState FAILED_TWICE = new Closed(7, 2);
  private static final BreakerState OPEN = new Open(7, trip(1, NOW + 1));
  private static final BreakerState OPEN_OVER = new Open(7, trip(1, NOW));
  private static final BreakerState HALF_OPEN = new HalfOpen(7, trip(1, NOW), NOW - 50);
  private static final BreakerState PROBING = new Probing(7, trip(1, NOW), NOW + 1);
  private static final BreakerState PROBE_LOST = new Probing(7, trip(1, NOW), NOW);
  private static final BreakerState HASTENED = new HalfOpen(7, hastened(1, NOW + 60), NOW - 50);
  private static final BreakerState IDLE = new Idle(7, 2);
  private static final BreakerState FORCED_OPEN = new ForcedOpen(7);
  private static final BreakerState FORCED_CLOSED = new ForcedClosed(7);

  static List<Arguments> admissions() {
    BreakerState probe = new Probing(8, trip(1, NOW), NOW + 40);
    return List.of(
        Arguments.of(CLOSED, true, CLOSED),
        Arguments.of(FAILED_TWICE, true, FAILED_TWICE),
        Arguments.of(OPEN, false, OPEN),
        Arguments.of(OPEN_OVER, true, probe),
        Arguments.of(
            new Open(7, trip(4, NOW - 500)), true, new Probing(8, trip(4, NOW - 500), NOW + 40)),
        Arguments.of(HALF_OPEN, true, probe),
        Arguments.of(HASTENED, true, new Probing(8, hastened(1, NOW + 60), NOW + 40)),
        Arguments.of(
            IDLE,
            true,
            new Probing(8, new Trip(2, FailureReason.UNKNOWN, NOW, NOW, NOW, false), NOW + 40)),
        Arguments.of(PROBING, false, PROBING),
        Arguments.of(PROBE_LOST, true, probe),
        Arguments.of(FORCED_OPEN, false, FORCED_OPEN),
        Arguments.of(FORCED_CLOSED, true, FORCED_CLOSED));
  }

  @ParameterizedTest
  @MethodSource("admissions")
  void aCallAsksForPermission(BreakerState before, boolean permitted, BreakerState after) {
    assertThat(Breaker.permits(before, NOW)).isEqualTo(permitted);
    assertChangedTo(Breaker.afterAdmission(before, POLICY, NOW), before, after);
  }

  static List<Arguments> settlements() {
    return List.of(
        Arguments.of(CLOSED, SUCCESS, CLOSED),
        Arguments.of(CLOSED, IGNORED, CLOSED),
        Arguments.of(CLOSED, FAILURE, FAILED_ONCE),
        Arguments.of(FAILED_ONCE, SUCCESS, CLOSED),
        Arguments.of(FAILED_ONCE, IGNORED, FAILED_ONCE),
        Arguments.of(FAILED_ONCE, FAILURE, FAILED_TWICE),
        Arguments.of(FAILED_TWICE, SUCCESS, CLOSED),
        Arguments.of(FAILED_TWICE, IGNORED, FAILED_TWICE),
        Arguments.of(FAILED_TWICE, FAILURE, new Open(8, opened(1, NOW, 100))),
        Arguments.of(PROBING, SUCCESS, new Closed(8, 0)),
        Arguments.of(PROBING, IGNORED, new HalfOpen(8, trip(1, NOW), NOW)),
        Arguments.of(PROBING, FAILURE, new Open(8, opened(2, OPENED, 200))),
        Arguments.of(probing(2), FAILURE, new Open(8, opened(3, OPENED, 400))),
        Arguments.of(probing(3), FAILURE, new Open(8, opened(4, OPENED, 800))),
        Arguments.of(probing(4), FAILURE, new Open(8, opened(5, OPENED, 1000))),
        Arguments.of(probing(99), FAILURE, new Open(8, opened(100, OPENED, 1000))),
        Arguments.of(probing(99), SUCCESS, new Closed(8, 0)));
  }

  @ParameterizedTest
  @MethodSource("settlements")
  void aPermittedCallEnds(BreakerState before, CallOutcome outcome, BreakerState after) {
    assertChangedTo(Breaker.afterCall(before, 7, outcome, WHY, POLICY, NOW, 0), before, after);
  }

  static List<BreakerState> statesThatAnswersDoNotMove() {
    return List.of(OPEN, OPEN_OVER, HALF_OPEN, PROBE_LOST, IDLE, FORCED_OPEN, FORCED_CLOSED);
  }

  @ParameterizedTest
  @MethodSource("statesThatAnswersDoNotMove")
  void anAnswerThatNobodyWaitsForChangesNothing(BreakerState state) {
    for (CallOutcome outcome : CallOutcome.values()) {
      assertThat(Breaker.afterCall(state, 7, outcome, WHY, POLICY, NOW, 0)).isSameAs(state);
    }
  }

  static List<BreakerState> everyState() {
    return List.of(
        CLOSED,
        FAILED_ONCE,
        FAILED_TWICE,
        OPEN,
        OPEN_OVER,
        HALF_OPEN,
        PROBING,
        PROBE_LOST,
        HASTENED,
        IDLE,
        FORCED_OPEN,
        FORCED_CLOSED);
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void aPermitOfAnotherGenerationChangesNothing(BreakerState state) {
    for (long generation : new long[] {Long.MIN_VALUE, -7, 0, 6, 8, Long.MAX_VALUE}) {
      for (CallOutcome outcome : CallOutcome.values()) {
        assertThat(Breaker.afterCall(state, generation, outcome, WHY, POLICY, NOW, 0))
            .isSameAs(state);
      }
    }
  }

  static List<Arguments> openings() {
    BreakerState hastened = new Open(7, hastened(1, NOW + 1));
    return List.of(
        Arguments.of(OPEN_OVER, new HalfOpen(8, trip(1, NOW), NOW)),
        Arguments.of(OPEN, new HalfOpen(8, hastened(1, NOW + 1), NOW)),
        Arguments.of(hastened, hastened),
        Arguments.of(new Open(7, hastened(1, NOW)), new HalfOpen(8, hastened(1, NOW), NOW)),
        Arguments.of(CLOSED, CLOSED),
        Arguments.of(HALF_OPEN, HALF_OPEN),
        Arguments.of(PROBING, PROBING),
        Arguments.of(IDLE, IDLE),
        Arguments.of(FORCED_OPEN, FORCED_OPEN),
        Arguments.of(FORCED_CLOSED, FORCED_CLOSED));
  }

  @ParameterizedTest
  @MethodSource("openings")
  void halfOpensAnOpenCircuitWhenItIsDueAndOnceBefore(BreakerState before, BreakerState after) {
    assertChangedTo(Breaker.halfOpened(before, NOW), before, after);
  }

  @Test
  void aHastenedProbeThatFailsLeavesTheTimerAsItIs() {
    BreakerState probing = new Probing(7, hastened(1, NOW + 60), NOW + 1);
    Trip trip = new Trip(1, WHY, OPENED, NOW, NOW + 60, true);
    assertThat(Breaker.afterCall(probing, 7, FAILURE, WHY, POLICY, NOW, 0))
        .isEqualTo(new Open(8, trip));
  }

  @Test
  void aHastenedProbeThatFailsAfterItsTimeCountsAsTheTimersOwn() {
    BreakerState probing = new Probing(7, hastened(1, NOW), NOW + 1);
    Trip trip = new Trip(2, WHY, OPENED, NOW, NOW + 200, true);
    assertThat(Breaker.afterCall(probing, 7, FAILURE, WHY, POLICY, NOW, 0))
        .isEqualTo(new Open(8, trip));
  }

  static List<Arguments> quietTimes() {
    Trip trip = new Trip(2, WHY, OPENED, OPENED, NOW - 300, true);
    return List.of(
        Arguments.of(new HalfOpen(7, trip, NOW - 100), new Idle(8, 2)),
        Arguments.of(new HalfOpen(7, trip, NOW - 99), new HalfOpen(7, trip, NOW - 99)),
        Arguments.of(new Probing(7, trip, NOW - 100), new Idle(8, 2)),
        Arguments.of(new Probing(7, trip, NOW - 99), new Probing(7, trip, NOW - 99)),
        Arguments.of(new Open(7, trip), new Open(7, trip)),
        Arguments.of(CLOSED, CLOSED),
        Arguments.of(IDLE, IDLE),
        Arguments.of(FORCED_OPEN, FORCED_OPEN),
        Arguments.of(FORCED_CLOSED, FORCED_CLOSED));
  }

  @ParameterizedTest
  @MethodSource("quietTimes")
  void aCircuitThatNothingCallsForAnIntervalIsIdle(BreakerState before, BreakerState after) {
    assertChangedTo(Breaker.afterQuiet(before, POLICY, NOW), before, after);
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void anOperatorOvertakesEveryPermit(BreakerState state) {
    assertThat(Breaker.forcedOpen(state)).isEqualTo(new ForcedOpen(8));
    assertThat(Breaker.forcedClosed(state)).isEqualTo(new ForcedClosed(8));
    assertThat(Breaker.released(state)).isEqualTo(new Closed(8, 0));
  }

  /** As it was before: due at that time. */
  private static Trip trip(int count, long dueAt) {
    return new Trip(count, WHY, OPENED, OPENED, dueAt, false);
  }

  private static Trip hastened(int count, long dueAt) {
    return new Trip(count, WHY, OPENED, OPENED, dueAt, true);
  }

  /** Opened now. */
  private static Trip opened(int count, long since, long interval) {
    return new Trip(count, WHY, since, NOW, NOW + interval, false);
  }

  private static Probing probing(int count) {
    return new Probing(7, trip(count, NOW), NOW + 1);
  }

  // The same instance where nothing changed: callers compare and swap.
  private static void assertChangedTo(
      BreakerState actual, BreakerState before, BreakerState expected) {
    assertThat(actual).isEqualTo(expected);
    if (expected.equals(before)) {
      assertThat(actual).isSameAs(before);
    }
  }
}
