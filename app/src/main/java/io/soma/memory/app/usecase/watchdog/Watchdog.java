package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MemoryService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the memory service's health and half-opens circuits whose interval is over, so that a
 * tenant recovers without new traffic: its oldest queued event is the probe. Health never closes a
 * circuit by itself, as writes may fail while it is fine.
 */
public final class Watchdog {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** As the Python client has it. */
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

  private final MemoryService service;
  private final TenantGuards guards;
  private final ServiceWatch watch;

  @Inject
  public Watchdog(MemoryService service, TenantGuards guards, ServiceWatch watch) {
    this.service = service;
    this.guards = guards;
    this.watch = watch;
  }

  /** Looks once. Calls must not overlap. */
  public void look() {
    ServiceHealth health = service.health(HEALTH_TIMEOUT);
    List<TenantId> open = guards.open();
    boolean before = watch.health().map(ServiceHealth::acceptsWrites).orElse(true);
    watch.report(health, open.size());
    if (before != health.acceptsWrites()) {
      LOG.info(
          "the memory service {}: {}",
          health.acceptsWrites() ? "accepts writes again" : "accepts no writes",
          health.detail());
    }
    if (health.acceptsWrites()) {
      open.stream().filter(watch::mayProbe).forEach(guards::healthy);
    }
  }
}
