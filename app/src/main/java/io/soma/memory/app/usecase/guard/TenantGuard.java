package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.breaker.BreakerState;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The circuit, bulkhead and pause of one tenant. Lock-free; it never waits.
 *
 * <p>Small on purpose, as there is one for each tenant: field updaters rather than atomic objects.
 */
final class TenantGuard {

  private static final AtomicReferenceFieldUpdater<TenantGuard, BreakerState> STATE =
      AtomicReferenceFieldUpdater.newUpdater(TenantGuard.class, BreakerState.class, "state");
  private static final AtomicIntegerFieldUpdater<TenantGuard> IN_FLIGHT =
      AtomicIntegerFieldUpdater.newUpdater(TenantGuard.class, "inFlight");

  /** In {@link #inFlight}: evicted, no call may enter any more. */
  private static final int RETIRED = -1;

  private final TenantId tenant;
  private final TenantPolicy policy;
  private final TenantGuards shared;
  private volatile BreakerState state = BreakerState.INITIAL;
  private volatile int inFlight;
  private volatile boolean paused;
  private volatile long pausedUntil;

  TenantGuard(TenantId tenant, TenantPolicy policy, TenantGuards shared) {
    this.tenant = tenant;
    this.policy = policy;
    this.shared = shared;
  }

  boolean isRetired() {
    return inFlight == RETIRED;
  }

  /** Asks for leave to call; null from a guard that is, or is just being, retired. */
  @Nullable AdmissionResult enter(long now) {
    if (isPaused(now)) {
      return new AdmissionResult.Denied(QueueReason.THROTTLED);
    }
    int inside = takeSlot();
    if (inside == RETIRED) {
      return null;
    }
    if (inside >= policy.maxInFlight()) {
      return new AdmissionResult.Denied(QueueReason.BULKHEAD_FULL);
    }
    BreakerState before = state;
    while (Breaker.permits(before, now)) {
      BreakerState after = Breaker.afterAdmission(before, policy.breaker(), now);
      if (after == before || STATE.compareAndSet(this, before, after)) {
        tell(before, after);
        return new Permit(this, after.generation());
      }
      before = state;
    }
    IN_FLIGHT.decrementAndGet(this);
    return new AdmissionResult.Denied(QueueReason.CIRCUIT_OPEN);
  }

  void settle(long generation, CallOutcome outcome, FailureReason reason) {
    if (outcome != CallOutcome.SUCCESS || !isClosedWithoutFailures()) {
      long now = shared.now();
      double jitter = shared.jitter();
      transit(
          s -> Breaker.afterCall(s, generation, outcome, reason, policy.breaker(), now, jitter));
    }
    // Last, because a guard with a call in flight cannot be evicted, so the call's outcome is not
    // lost.
    IN_FLIGHT.decrementAndGet(this);
  }

  /** Lets an open circuit be probed. */
  void halfOpen(long now) {
    transit(s -> Breaker.halfOpened(s, now));
  }

  /** Notes that nothing of the tenant waits for a probe. */
  void quiet(long now) {
    transit(s -> Breaker.afterQuiet(s, policy.breaker(), now));
  }

  /** Applies a transition of {@link Breaker}. */
  void transit(UnaryOperator<BreakerState> transition) {
    BreakerState before;
    BreakerState after;
    do {
      before = state;
      after = transition.apply(before);
    } while (after != before && !STATE.compareAndSet(this, before, after));
    tell(before, after);
  }

  /** A shorter pause does not end a longer one. */
  synchronized void pauseUntil(long until) {
    if (!paused || until - pausedUntil > 0) {
      pausedUntil = until;
      paused = true;
    }
  }

  CircuitState circuit() {
    return state.seen();
  }

  BreakerState state() {
    return state;
  }

  /** Whether a call would be let through now, bulkhead aside. */
  boolean isOpenTo(long now) {
    return !isPaused(now) && Breaker.permits(state, now);
  }

  /**
   * Retires the guard if a new one could not be told from it.
   *
   * @return whether it is retired now
   */
  boolean retireIfIdle(long now) {
    // Checked twice: before, so that an open circuit is not retired even for a moment, and after,
    // because a call may have ended in between.
    if (!isForgettable(now) || !IN_FLIGHT.compareAndSet(this, 0, RETIRED)) {
      return false;
    }
    boolean idle = isForgettable(now);
    if (!idle) {
      inFlight = 0;
    }
    return idle;
  }

  // How many were inside before; it has the slot if that is neither RETIRED nor the maximum. One
  // look decides, as a guard can be retired and taken back between two.
  private int takeSlot() {
    int current = inFlight;
    while (current != RETIRED
        && current < policy.maxInFlight()
        && !IN_FLIGHT.compareAndSet(this, current, current + 1)) {
      current = inFlight;
    }
    return current;
  }

  // Read again after each report, so that of two simultaneous changes the last report is the state
  // in force.
  private void tell(BreakerState before, BreakerState after) {
    if (before.seen() == after.seen()) {
      return;
    }
    BreakerState told;
    do {
      told = state;
      shared.circuitIs(tenant, told);
    } while (told.seen() != circuit());
  }

  private boolean isForgettable(long now) {
    return isClosedWithoutFailures() && !isPaused(now);
  }

  private boolean isClosedWithoutFailures() {
    return state instanceof BreakerState.Closed closed && closed.failures() == 0;
  }

  private boolean isPaused(long now) {
    return paused && now - pausedUntil < 0;
  }
}
