package io.soma.memory.domain.breaker;

import io.soma.memory.domain.breaker.BreakerState.Closed;
import io.soma.memory.domain.breaker.BreakerState.ForcedClosed;
import io.soma.memory.domain.breaker.BreakerState.ForcedOpen;
import io.soma.memory.domain.breaker.BreakerState.HalfOpen;
import io.soma.memory.domain.breaker.BreakerState.Idle;
import io.soma.memory.domain.breaker.BreakerState.Open;
import io.soma.memory.domain.breaker.BreakerState.Probing;

/**
 * The transitions of a circuit, as pure functions of a state, an event and the time.
 *
 * <p>A caller swaps its state for the one returned; the same instance means that nothing changed.
 * Times are nanoseconds of a monotonic clock and may wrap around.
 */
public final class Breaker {

  private Breaker() {}

  /**
   * The state after a call asked for permission. The call is permitted if {@link #permits} says so
   * of the state before; its permit carries the generation of the state returned here.
   */
  public static BreakerState afterAdmission(BreakerState state, BreakerPolicy policy, long now) {
    if (!permits(state, now)) {
      return state;
    }
    Trip trip = state instanceof Idle idle ? Trip.afterIdle(idle.trips(), now) : state.trip();
    return trip == null
        ? state
        : new Probing(state.generation() + 1, trip, now + policy.probeExpiry().toNanos());
  }

  /** Whether a call may go now. */
  public static boolean permits(BreakerState state, long now) {
    if (state instanceof Open open) {
      return open.trip().isDue(now);
    }
    if (state instanceof Probing probing) {
      return now - probing.probeExpiresAt() >= 0;
    }
    return !(state instanceof ForcedOpen);
  }

  /**
   * The state after a permitted call ended. A permit of an older generation, or of a probe that was
   * given up, changes nothing.
   *
   * @param generation the generation that the permit carries
   * @param reason why it failed, where it did
   * @param jitter a random number from -1 to 1
   */
  public static BreakerState afterCall(
      BreakerState state,
      long generation,
      CallOutcome outcome,
      FailureReason reason,
      BreakerPolicy policy,
      long now,
      double jitter) {
    if (generation != state.generation()) {
      return state;
    }
    if (state instanceof Closed closed) {
      return closedAfter(closed, outcome, reason, policy, now, jitter);
    }
    if (state instanceof Probing probing && now - probing.probeExpiresAt() < 0) {
      return probedAfter(probing, outcome, reason, policy, now, jitter);
    }
    return state;
  }

  /**
   * The state after an open circuit may be probed: because its interval is over, or, once until it
   * closes, ahead of that.
   */
  public static BreakerState halfOpened(BreakerState state, long now) {
    if (!(state instanceof Open open)) {
      return state;
    }
    Trip trip = open.trip();
    if (trip.isDue(now)) {
      return new HalfOpen(open.generation() + 1, trip, now);
    }
    return trip.hastened() ? state : new HalfOpen(open.generation() + 1, trip.hasten(), now);
  }

  /**
   * The state while no event of the tenant waits: if no call came for a whole interval, its earlier
   * failure is out of date.
   */
  public static BreakerState afterQuiet(BreakerState state, BreakerPolicy policy, long now) {
    Trip trip = state.trip();
    return trip != null && isQuiet(state, policy.resetInterval().toNanos(), now)
        ? new Idle(state.generation() + 1, trip.count())
        : state;
  }

  private static boolean isQuiet(BreakerState state, long interval, long now) {
    if (state instanceof HalfOpen halfOpen) {
      return now - halfOpen.since() >= interval;
    }
    // A probe that never ended.
    return state instanceof Probing probing && now - probing.probeExpiresAt() >= interval;
  }

  /** The state after an operator opened the circuit; timers and answers no longer move it. */
  public static BreakerState forcedOpen(BreakerState state) {
    return new ForcedOpen(state.generation() + 1);
  }

  /** The state after an operator closed the circuit; answers no longer move it. */
  public static BreakerState forcedClosed(BreakerState state) {
    return new ForcedClosed(state.generation() + 1);
  }

  /** The state after an operator let go: closed and free of failures. */
  public static BreakerState released(BreakerState state) {
    return new Closed(state.generation() + 1, 0);
  }

  private static BreakerState closedAfter(
      Closed closed,
      CallOutcome outcome,
      FailureReason reason,
      BreakerPolicy policy,
      long now,
      double jitter) {
    return switch (outcome) {
      case IGNORED -> closed;
      case SUCCESS -> closed.failures() == 0 ? closed : new Closed(closed.generation(), 0);
      case FAILURE ->
          closed.failures() + 1 < policy.failureThreshold()
              ? new Closed(closed.generation(), closed.failures() + 1)
              : new Open(closed.generation() + 1, Trip.first(reason, policy, now, jitter));
    };
  }

  private static BreakerState probedAfter(
      Probing probing,
      CallOutcome outcome,
      FailureReason reason,
      BreakerPolicy policy,
      long now,
      double jitter) {
    long next = probing.generation() + 1;
    return switch (outcome) {
      case IGNORED -> new HalfOpen(next, probing.trip(), now);
      case SUCCESS -> new Closed(next, 0);
      case FAILURE -> new Open(next, probing.trip().again(reason, policy, now, jitter));
    };
  }
}
