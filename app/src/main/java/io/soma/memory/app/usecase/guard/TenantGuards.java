package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.breaker.BreakerState;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The guards of all tenants. A tenant that never called has none and costs nothing; one that is
 * closed, idle and free of failures may be evicted, and nobody can tell. Safe for many threads.
 */
@Singleton
public final class TenantGuards {

  private final ConcurrentHashMap<TenantId, TenantGuard> guards = new ConcurrentHashMap<>();
  private final TenantPolicies policies;
  private final MonotonicClock clock;
  private final Telemetry telemetry;

  @Inject
  public TenantGuards(TenantPolicies policies, MonotonicClock clock, Telemetry telemetry) {
    this.policies = policies;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Asks for leave to call the memory service for a tenant; never waits. */
  public Entry enter(TenantId tenant) {
    Entry entry;
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

  /** The tenants whose circuits are open. */
  public List<TenantId> open() {
    return guards.entrySet().stream()
        .filter(entry -> entry.getValue().circuit() == CircuitState.OPEN)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Half-opens a tenant's circuit if its interval is over. */
  public void healthy(TenantId tenant) {
    long now = now();
    guardOf(tenant).transit(state -> Breaker.afterHealthy(state, now));
  }

  /** Applies an operator's order, one of the forced transitions of {@link Breaker}. */
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
    // Inside the map's own lock, so that nobody can put a new guard beside one that stays.
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

  void circuitIs(TenantId tenant, CircuitState state) {
    telemetry.circuit(tenant, state);
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
