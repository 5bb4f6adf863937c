package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.BreakerState;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.Trip;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The guards of all tenants. A tenant that never called has no guard and costs nothing. A guard
 * that is closed, idle and free of failures may be evicted without any visible effect. Safe for
 * many threads.
 */
@Singleton
public final class TenantGuards {

  private final ConcurrentHashMap<TenantId, TenantGuard> guards = new ConcurrentHashMap<>();
  private final TenantPolicies policies;
  private final MonotonicClock clock;
  private final JitterSource jitter;
  private final Telemetry telemetry;

  @Inject
  public TenantGuards(
      TenantPolicies policies, MonotonicClock clock, JitterSource jitter, Telemetry telemetry) {
    this.policies = policies;
    this.clock = clock;
    this.jitter = jitter;
    this.telemetry = GuardedTelemetry.of(telemetry);
  }

  /** Asks for leave to call the memory service for a tenant; never waits. */
  public AdmissionResult enter(TenantId tenant) {
    AdmissionResult entry;
    do {
      // Again where it was evicted in between: then its successor is asked.
      entry = guardOf(tenant).enter(now());
    } while (entry == null);
    return entry;
  }

  /** Keeps a tenant's calls away for a while, on the memory service's word. */
  public void pause(TenantId tenant, Duration pause) {
    guardOf(tenant).pauseUntil(now() + pause.toNanos());
  }

  /** Whether a call of the tenant would be let through now, its bulkhead aside. */
  public boolean isOpenTo(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    return guard == null || guard.isOpenTo(now());
  }

  /** A tenant's circuit. */
  public CircuitState circuit(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    return guard == null ? CircuitState.CLOSED : guard.circuit();
  }

  /** The tenants with circuits in this state. */
  public List<TenantId> in(CircuitState state) {
    return guards.entrySet().stream()
        .filter(entry -> entry.getValue().circuit() == state)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How a tenant's circuit opened; null where it is closed, idle or forced. */
  public @Nullable Trip trip(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    return guard == null ? null : guard.state().trip();
  }

  /** How long a tenant's circuit stays open the first time. */
  public Duration resetInterval(TenantId tenant) {
    return policies.of(tenant).breaker().resetInterval();
  }

  /** Lets a tenant's open circuit be probed: if its interval is over, or once ahead of that. */
  public void halfOpen(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    if (guard != null) {
      guard.halfOpen(now());
    }
  }

  /** Notes that nothing of a tenant waits, so that a half-open circuit may become idle. */
  public void quiet(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    if (guard != null) {
      guard.quiet(now());
    }
  }

  /**
   * Applies an operator's order, one of the forced transitions of {@link
   * io.soma.memory.domain.breaker.Breaker}.
   */
  public void order(TenantId tenant, UnaryOperator<BreakerState> order) {
    TenantGuard guard;
    do {
      guard = guardOf(tenant);
      guard.transit(order);
    } while (guard.isRetired());
  }

  /** Forgets tenants that cannot be told from new ones. */
  public void evictIdle() {
    long now = now();
    // Inside the map's own lock, so that no other thread can add a second guard beside one that
    // stays.
    for (TenantId tenant : guards.keySet()) {
      guards.computeIfPresent(tenant, (t, guard) -> guard.retireIfIdle(now) ? null : guard);
    }
  }

  /** The tenants that called lately, or are not closed: those that there is a guard for. */
  public List<TenantId> known() {
    return List.copyOf(guards.keySet());
  }

  long now() {
    return clock.nanos();
  }

  /** From -1 to below 1. */
  double jitter() {
    return 2 * jitter.next() - 1;
  }

  void circuitIs(TenantId tenant, BreakerState state) {
    if (state instanceof BreakerState.Open open) {
      Trip trip = open.trip();
      telemetry.opened(tenant, trip.reason(), Duration.ofNanos(trip.dueAt() - now()));
    }
    telemetry.circuit(tenant, state.seen());
  }

  private TenantGuard guardOf(TenantId tenant) {
    TenantGuard guard = guards.get(tenant);
    return guard != null && !guard.isRetired()
        ? guard
        : guards.compute(
            tenant,
            (t, known) ->
                known != null && !known.isRetired()
                    ? known
                    : new TenantGuard(t, policies.of(t), this));
  }
}
