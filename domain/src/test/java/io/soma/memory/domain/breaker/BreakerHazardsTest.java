package io.soma.memory.domain.breaker;

import static io.soma.memory.domain.breaker.CallOutcome.FAILURE;
import static io.soma.memory.domain.breaker.CallOutcome.IGNORED;
import static io.soma.memory.domain.breaker.CallOutcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.BreakerState.Closed;
import io.soma.memory.domain.breaker.BreakerState.HalfOpen;
import io.soma.memory.domain.breaker.BreakerState.Open;
import io.soma.memory.domain.breaker.BreakerState.Probing;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which other breakers are known to go wrong. */
class BreakerHazardsTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long HALF_MINUTE = MINUTE / 2;
  private static final BreakerPolicy POLICY = BreakerPolicy.DEFAULT;

  @Test
  void aProbeThatNeverEndsGivesWayToAnother() {
    BreakerState probing = admitted(open(0), MINUTE);
    assertThat(Breaker.permits(probing, MINUTE + HALF_MINUTE - 1)).isFalse();
    BreakerState second = admitted(probing, MINUTE + HALF_MINUTE);
    assertThat(second.generation()).isGreaterThan(probing.generation());
    assertThat(settled(second, second.generation(), SUCCESS, MINUTE + HALF_MINUTE + 1))
        .isInstanceOf(Closed.class);
  }

  @ParameterizedTest
  @EnumSource
  void theLateEndOfAProbeThatWasGivenUpChangesNothing(CallOutcome outcome) {
    BreakerState lost = admitted(open(0), MINUTE);
    long late = MINUTE + HALF_MINUTE;
    assertThat(settled(lost, lost.generation(), outcome, late)).isSameAs(lost);
    BreakerState second = admitted(lost, late);
    assertThat(settled(second, lost.generation(), outcome, late + 1)).isSameAs(second);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerToACallOfTheClosedEraMovesNeitherAnOpenNorAHalfOpenCircuit(CallOutcome outcome) {
    long closedEra = BreakerState.INITIAL.generation();
    BreakerState open = open(0);
    BreakerState halfOpen = Breaker.halfOpened(open, MINUTE);
    BreakerState probing = admitted(halfOpen, MINUTE);
    assertThat(halfOpen).isInstanceOf(HalfOpen.class);
    assertThat(settled(open, closedEra, outcome, 1)).isSameAs(open);
    assertThat(settled(halfOpen, closedEra, outcome, MINUTE)).isSameAs(halfOpen);
    assertThat(settled(probing, closedEra, outcome, MINUTE)).isSameAs(probing);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerToACallOfAnEarlierClosedEraDoesNotCountInALaterOne(CallOutcome outcome) {
    BreakerState probing = admitted(open(0), MINUTE);
    BreakerState closed = settled(probing, probing.generation(), SUCCESS, MINUTE + 1);
    BreakerState failed = settled(closed, closed.generation(), FAILURE, MINUTE + 2);
    assertThat(failed).isEqualTo(new Closed(closed.generation(), 1));
    assertThat(settled(failed, 0, outcome, MINUTE + 3)).isSameAs(failed);
  }

  @ParameterizedTest
  @EnumSource
  void aProbeThatIsSettledTwiceCountsOnce(CallOutcome first) {
    BreakerState probing = admitted(open(0), MINUTE);
    BreakerState once = settled(probing, probing.generation(), first, MINUTE + 1);
    for (CallOutcome second : CallOutcome.values()) {
      assertThat(settled(once, probing.generation(), second, MINUTE + 2)).isSameAs(once);
    }
  }

  @Test
  void aReleaseThatComesLateAdmitsNoSecondProbe() {
    BreakerState lost = admitted(open(0), MINUTE);
    BreakerState second = admitted(lost, MINUTE + HALF_MINUTE);
    BreakerState after = settled(second, lost.generation(), IGNORED, MINUTE + HALF_MINUTE + 1);
    assertThat(after).isSameAs(second);
    assertThat(Breaker.permits(after, MINUTE + HALF_MINUTE + 1)).isFalse();
  }

  @Test
  void aProbeThatSaysNothingHandsItsPlaceToTheNextCall() {
    BreakerState probing = admitted(open(0), MINUTE);
    BreakerState halfOpen = settled(probing, probing.generation(), IGNORED, MINUTE + 1);
    BreakerState next = admitted(halfOpen, MINUTE + 1);
    assertThat(next).isInstanceOf(Probing.class);
    assertThat(Breaker.permits(next, MINUTE + 1)).isFalse();
  }

  @Test
  void oneCallAtATimeIsTheProbe() {
    BreakerState state = open(0);
    int permitted = 0;
    for (int call = 0; call < 100; call++) {
      permitted += Breaker.permits(state, MINUTE) ? 1 : 0;
      state = Breaker.afterAdmission(state, POLICY, MINUTE);
    }
    assertThat(permitted).isEqualTo(1);
  }

  @Test
  void failuresOfCallsThatRanSideBySideOpenTheCircuitOnce() {
    BreakerState open = open(0);
    assertThat(settled(open, 0, FAILURE, 1)).isSameAs(open);
    assertThat(open)
        .isEqualTo(new Open(1, new Trip(1, FailureReason.UNKNOWN, 0, 0, MINUTE, false)));
  }

  @Test
  void nothingButItsOwnProbeClosesACircuit() {
    BreakerState halfOpen = Breaker.halfOpened(open(0), MINUTE);
    assertThat(halfOpen).isInstanceOf(HalfOpen.class);
    assertThat(Breaker.halfOpened(halfOpen, 10 * MINUTE)).isSameAs(halfOpen);
    BreakerState idle = Breaker.afterQuiet(halfOpen, POLICY, 2 * MINUTE);
    assertThat(idle.seen()).isEqualTo(CircuitState.IDLE);
    BreakerState failed = settled(admitted(idle, 3 * MINUTE), FAILURE, 3 * MINUTE + 1);
    assertThat(failed).isInstanceOf(Open.class);
  }

  @Test
  void aCircuitIsHastenedOnceUntilItCloses() {
    BreakerState open = open(0);
    BreakerState hastened = Breaker.halfOpened(open, 1);
    assertThat(hastened).isInstanceOf(HalfOpen.class);
    BreakerState again = settled(admitted(hastened, 1), FAILURE, 2);
    assertThat(Breaker.halfOpened(again, MINUTE - 1)).isSameAs(again);
    BreakerState late = settled(admitted(again, MINUTE), FAILURE, MINUTE + 1);
    assertThat(Breaker.halfOpened(late, MINUTE + 2)).isSameAs(late);
    assertThat(Breaker.permits(late, 3 * MINUTE)).isFalse();
    assertThat(Breaker.permits(late, 3 * MINUTE + 1)).isTrue();
  }

  @Test
  void whatAnOperatorForcedSurvivesTimersAndAnswers() {
    BreakerState open = Breaker.forcedOpen(BreakerState.INITIAL);
    BreakerState closed = Breaker.forcedClosed(open(0));
    for (long now = 0; now <= 1_000 * MINUTE; now += 100 * MINUTE) {
      assertThat(Breaker.permits(open, now)).isFalse();
      assertThat(Breaker.permits(closed, now)).isTrue();
      for (BreakerState forced : new BreakerState[] {open, closed}) {
        assertThat(Breaker.afterAdmission(forced, POLICY, now)).isSameAs(forced);
        assertThat(Breaker.halfOpened(forced, now)).isSameAs(forced);
        assertThat(Breaker.afterQuiet(forced, POLICY, now)).isSameAs(forced);
        for (CallOutcome outcome : CallOutcome.values()) {
          assertThat(settled(forced, forced.generation(), outcome, now)).isSameAs(forced);
        }
      }
    }
  }

  @Test
  void aProbeInFlightDoesNotUndoWhatAnOperatorDid() {
    BreakerState probing = admitted(open(0), MINUTE);
    BreakerState forced = Breaker.forcedOpen(probing);
    assertThat(settled(forced, probing.generation(), SUCCESS, MINUTE + 1)).isSameAs(forced);
    BreakerState released = Breaker.released(forced);
    assertThat(settled(released, probing.generation(), FAILURE, MINUTE + 1)).isSameAs(released);
  }

  // System.nanoTime may start anywhere, and so pass from the largest number to the smallest.
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void aClockThatWrapsAroundIsNotNoticed(long start) {
    for (long offset : new long[] {0, MINUTE / 2, MINUTE, MINUTE + HALF_MINUTE - 1}) {
      long opened = start - offset;
      BreakerState open = open(opened);
      assertThat(Breaker.permits(open, opened)).isFalse();
      assertThat(Breaker.permits(open, opened + MINUTE - 1)).isFalse();
      BreakerState halfOpen = Breaker.halfOpened(open, opened + MINUTE);
      assertThat(halfOpen.trip()).isEqualTo(open.trip());
      assertThat(Breaker.afterQuiet(halfOpen, POLICY, opened + 2 * MINUTE - 1)).isSameAs(halfOpen);
      assertThat(Breaker.afterQuiet(halfOpen, POLICY, opened + 2 * MINUTE)).isNotSameAs(halfOpen);
      BreakerState probing = admitted(open, opened + MINUTE);
      long expiry = opened + MINUTE + HALF_MINUTE;
      assertThat(Breaker.permits(probing, expiry - 1)).isFalse();
      assertThat(settled(probing, probing.generation(), SUCCESS, expiry - 1))
          .isInstanceOf(Closed.class);
      assertThat(admitted(probing, expiry)).isInstanceOf(Probing.class);
    }
  }

  // The domain reads no clock and takes no time of day, so a clock that is set back cannot harm
  // this breaker, as it harms others.
  @Test
  void noTransitionTakesATimeOfDay() {
    assertThat(Arrays.stream(Breaker.class.getDeclaredMethods()).map(Method::getParameterTypes))
        .flatMap(List::of)
        .doesNotContain(Instant.class, InstantSource.class, Clock.class, Date.class)
        .contains(long.class);
  }

  /** Opened at this time by three failures in a row, without jitter. */
  private static BreakerState open(long now) {
    BreakerState state = BreakerState.INITIAL;
    for (int failure = 0; failure < 3; failure++) {
      assertThat(state).isInstanceOf(Closed.class);
      state = settled(state, 0, FAILURE, now);
    }
    assertThat(state).isInstanceOf(Open.class);
    return state;
  }

  private static BreakerState admitted(BreakerState state, long now) {
    assertThat(Breaker.permits(state, now)).isTrue();
    return Breaker.afterAdmission(state, POLICY, now);
  }

  /** By a permit of now. */
  private static BreakerState settled(BreakerState state, CallOutcome outcome, long now) {
    return settled(state, state.generation(), outcome, now);
  }

  private static BreakerState settled(
      BreakerState state, long generation, CallOutcome outcome, long now) {
    return Breaker.afterCall(state, generation, outcome, FailureReason.UNKNOWN, POLICY, now, 0);
  }
}
