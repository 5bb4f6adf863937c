package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.guard.StoredWrites;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.Trip;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Decides when an open circuit is probed. Only its own timer starts the probe; the known health of
 * the memory service can only bring it forward, or delay it by one interval at most:
 *
 * <ul>
 *   <li>The service is healthy again, or stored a write of another tenant, since the circuit
 *       opened: it is probed at once, once until it closes.
 *   <li>The service is known to be down: a probe that is due waits for up to one interval.
 * </ul>
 *
 * <p>Probes of several tenants that become due together are spread in time. A half-open circuit
 * that nothing waits for becomes idle. Safe for many threads.
 */
@Singleton
public final class CircuitRecovery {

  private final TenantGuards guards;
  private final ServiceWatch watch;
  private final StoredWrites stored;
  private final Backlog backlog;
  private final MonotonicClock clock;
  private final ReturnPace pace = new ReturnPace();
  private volatile int waiting = 1;

  @Inject
  public CircuitRecovery(
      TenantGuards guards,
      ServiceWatch watch,
      StoredWrites stored,
      Backlog backlog,
      MonotonicClock clock) {
    this.guards = guards;
    this.watch = watch;
    this.stored = stored;
    this.backlog = backlog;
    this.clock = clock;
  }

  /** Half-opens the circuits that are due, and lets circuits without a backlog be idle. */
  public void look() {
    List<TenantId> open = guards.in(CircuitState.OPEN);
    waiting = Math.max(1, open.size());
    open.forEach(this::mayProbe);
    guards.in(CircuitState.HALF_OPEN).stream()
        .filter(tenant -> !backlog.isWaiting(tenant))
        .forEach(guards::quiet);
  }

  /**
   * Whether a tenant's circuit does not wait for a probe, or the probe is due; an open circuit then
   * becomes half-open.
   */
  boolean mayProbe(TenantId tenant) {
    Trip trip = guards.trip(tenant);
    if (trip == null || guards.circuit(tenant) != CircuitState.OPEN) {
      return true;
    }
    if (!isTime(tenant, trip)) {
      return false;
    }
    guards.halfOpen(tenant);
    return true;
  }

  private boolean isTime(TenantId tenant, Trip trip) {
    long now = clock.nanos();
    boolean passesForOthers = stored.byAnother(tenant, trip.openedAt());
    if (trip.isDue(now)) {
      // Never longer than this, even if the service is known to be down.
      if (now - trip.dueAt() >= guards.resetInterval(tenant).toNanos()) {
        return true;
      }
      return (passesForOthers || !watch.isDown()) && pace.mayReturn(now, waiting);
    }
    return !trip.hastened()
        && (passesForOthers || watch.isBackSince(trip.openedAt()))
        && pace.mayReturn(now, waiting);
  }
}
