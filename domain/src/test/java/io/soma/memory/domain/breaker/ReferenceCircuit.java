package io.soma.memory.domain.breaker;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The circuit of SPEC section 5 told another way: one mutable object that remembers each permit
 * itself instead of generations, in time that starts at 0.
 */
final class ReferenceCircuit {

  private static final int[] INTERVAL_FACTORS = {1, 2, 4, 8, 10};

  private final BreakerPolicy policy;
  private final Set<Object> permitsThatCount = new HashSet<>();
  private CircuitState seen = CircuitState.CLOSED;
  private int failures;
  private int trips;
  private double opensForNanos;
  private long openedAt;
  private @Nullable Object probe;
  private long probeSince;
  private boolean hastened;
  private long quietSince;

  ReferenceCircuit(BreakerPolicy policy) {
    this.policy = policy;
  }

  CircuitState seen() {
    return seen;
  }

  /** A permit, or null. */
  @Nullable Object admit(long now) {
    if (seen == CircuitState.CLOSED || seen == CircuitState.FORCED_CLOSED) {
      Object permit = new Object();
      permitsThatCount.add(permit);
      return permit;
    }
    if (seen == CircuitState.FORCED_OPEN || (seen == CircuitState.OPEN && !intervalIsOver(now))) {
      return null;
    }
    if (probe != null && now - probeSince < policy.probeExpiry().toNanos()) {
      return null;
    }
    Object permit = new Object();
    hastened = hastened && seen != CircuitState.IDLE;
    becomes(CircuitState.HALF_OPEN);
    permitsThatCount.add(permit);
    probe = permit;
    probeSince = now;
    return permit;
  }

  void settle(Object permit, CallOutcome outcome, long now, double jitter) {
    if (!permitsThatCount.contains(permit)) {
      return;
    }
    if (seen == CircuitState.CLOSED) {
      permitsThatCount.remove(permit);
      failures =
          switch (outcome) {
            case SUCCESS -> 0;
            case FAILURE -> failures + 1;
            case IGNORED -> failures;
          };
      if (failures == policy.failureThreshold()) {
        open(1, now, jitter);
      }
    } else if (permit == probe && now - probeSince < policy.probeExpiry().toNanos()) {
      switch (outcome) {
        case SUCCESS -> becomes(CircuitState.CLOSED);
        case FAILURE -> failedProbe(now, jitter);
        case IGNORED -> {
          becomes(CircuitState.HALF_OPEN);
          quietSince = now;
        }
      }
    }
  }

  void healthy(long now) {
    if (seen != CircuitState.OPEN) {
      return;
    }
    if (intervalIsOver(now)) {
      becomes(CircuitState.HALF_OPEN);
      quietSince = now;
    } else if (!hastened) {
      becomes(CircuitState.HALF_OPEN);
      quietSince = now;
      hastened = true;
    }
  }

  void quiet(long now) {
    long interval = policy.resetInterval().toNanos();
    long since = probe == null ? quietSince : probeSince + policy.probeExpiry().toNanos();
    if (seen == CircuitState.HALF_OPEN && now - since >= interval) {
      becomes(CircuitState.IDLE);
    }
  }

  void becomes(CircuitState state) {
    seen = state;
    failures = 0;
    probe = null;
    permitsThatCount.clear();
  }

  private void failedProbe(long now, double jitter) {
    if (hastened && !intervalIsOver(now)) {
      becomes(CircuitState.OPEN);
    } else {
      open(trips + 1, now, jitter);
    }
  }

  private void open(int newTrips, long now, double jitter) {
    becomes(CircuitState.OPEN);
    hastened = hastened && newTrips > 1;
    trips = newTrips;
    openedAt = now;
    int factor = INTERVAL_FACTORS[Math.min(trips, INTERVAL_FACTORS.length) - 1];
    opensForNanos = policy.resetInterval().toNanos() * factor * (1 + jitter / 10);
  }

  private boolean intervalIsOver(long now) {
    return now - openedAt >= Math.floor(opensForNanos);
  }
}
