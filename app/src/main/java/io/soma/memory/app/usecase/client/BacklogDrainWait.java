package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a tenant back to HTTP after a backlog.
 *
 * <p>A tenant that writes without pause would never see its backlog gone: each write finds the one
 * before it on its way and queues behind it. So when the circuit is closed and only a few events
 * are left, a write waits a moment for them instead of queueing; as nothing new queues meanwhile,
 * they are soon gone, and it goes over HTTP. A wait that was in vain is not tried again for a
 * while.
 */
public final class BacklogDrainWait {

  private static final Duration AFTER_A_VAIN_WAIT = Duration.ofSeconds(5);

  private final Backlog backlog;
  private final TenantGuards guards;
  private final BacklogDrainLimits limits;
  private final MonotonicClock clock;
  private final ConcurrentHashMap<TenantId, Long> notBefore = new ConcurrentHashMap<>();

  @Inject
  BacklogDrainWait(
      Backlog backlog, TenantGuards guards, BacklogDrainLimits limits, MonotonicClock clock) {
    this.backlog = backlog;
    this.guards = guards;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Whether the tenant's backlog is gone, now or after a moment that is worth waiting for.
   *
   * @param deadline of the monotonic clock: no wait lasts longer
   */
  boolean isDone(TenantId tenant, long deadline) {
    if (!backlog.isWaiting(tenant)) {
      return true;
    }
    if (!isWorthWaiting(tenant)) {
      return false;
    }
    boolean gone = backlog.awaitGone(tenant, shorter(limits.patience(), deadline));
    if (gone) {
      notBefore.remove(tenant);
    } else {
      notBefore.put(tenant, clock.nanos() + AFTER_A_VAIN_WAIT.toNanos());
    }
    return gone;
  }

  private Duration shorter(Duration patience, long deadline) {
    long left = Math.max(0, deadline - clock.nanos());
    return Duration.ofNanos(Math.min(patience.toNanos(), left));
  }

  private boolean isWorthWaiting(TenantId tenant) {
    Long earliest = notBefore.get(tenant);
    return backlog.unconfirmed(tenant) <= limits.events()
        && limits.events() > 0
        && guards.circuit(tenant) == CircuitState.CLOSED
        && guards.isOpenTo(tenant)
        && (earliest == null || clock.nanos() - earliest >= 0);
  }
}
