package io.soma.memory.domain.breaker;

import io.soma.memory.domain.breaker.BreakerState.Closed;
import io.soma.memory.domain.breaker.BreakerState.ForcedClosed;
import io.soma.memory.domain.breaker.BreakerState.ForcedOpen;
import io.soma.memory.domain.breaker.BreakerState.HalfOpen;
import io.soma.memory.domain.breaker.BreakerState.Open;
import io.soma.memory.domain.breaker.BreakerState.Probing;

/**
 * The transitions of a circuit, as pure functions of a state, what happened, and the time.
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
    if (state instanceof Open open) {
      return probing(open.generation(), open.trips(), policy, now);
    }
    if (state instanceof HalfOpen halfOpen) {
      return probing(halfOpen.generation(), halfOpen.trips(), policy, now);
    }
    if (state instanceof Probing lost) {
      return probing(lost.generation(), lost.trips(), policy, now);
    }
    return state;
  }

  /** Whether a call may go now. */
  public static boolean permits(BreakerState state, long now) {
    if (state instanceof Open open) {
      return now - open.retryAt() >= 0;
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
   * @param generation what the permit carries
   * @param jitter a random number from -1 to 1
   */
  public static BreakerState afterCall(
      BreakerState state,
      long generation,
      CallOutcome outcome,
      BreakerPolicy policy,
      long now,
      double jitter) {
    if (generation != state.generation()) {
      return state;
    }
    if (state instanceof Closed closed) {
      return closedAfter(closed, outcome, policy, now, jitter);
    }
    if (state instanceof Probing probing && now - probing.probeExpiresAt() < 0) {
      return probedAfter(probing, outcome, policy, now, jitter);
    }
    return state;
  }

  /** The state after the memory service was seen healthy: an interval that is over ends. */
  public static BreakerState afterHealthy(BreakerState state, long now) {
    if (state instanceof Open open && now - open.retryAt() >= 0) {
      return new HalfOpen(open.generation() + 1, open.trips());
    }
    return state;
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
      Closed closed, CallOutcome outcome, BreakerPolicy policy, long now, double jitter) {
    return switch (outcome) {
      case IGNORED -> closed;
      case SUCCESS -> closed.failures() == 0 ? closed : new Closed(closed.generation(), 0);
      case FAILURE ->
          closed.failures() + 1 < policy.failureThreshold()
              ? new Closed(closed.generation(), closed.failures() + 1)
              : open(closed.generation(), 1, policy, now, jitter);
    };
  }

  private static BreakerState probedAfter(
      Probing probing, CallOutcome outcome, BreakerPolicy policy, long now, double jitter) {
    return switch (outcome) {
      case IGNORED -> new HalfOpen(probing.generation() + 1, probing.trips());
      case SUCCESS -> new Closed(probing.generation() + 1, 0);
      case FAILURE -> open(probing.generation(), probing.trips() + 1, policy, now, jitter);
    };
  }

  private static Open open(
      long generation, int trips, BreakerPolicy policy, long now, double jitter) {
    return new Open(generation + 1, trips, now + policy.openNanos(trips, jitter));
  }

  private static Probing probing(long generation, int trips, BreakerPolicy policy, long now) {
    return new Probing(generation + 1, trips, now + policy.probeExpiry().toNanos());
  }
}
