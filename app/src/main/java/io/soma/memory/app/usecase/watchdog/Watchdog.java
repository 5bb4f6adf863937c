package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * Polls the memory service's health, and lets circuits recover by it, so that a tenant recovers
 * without new traffic: its oldest queued event is the probe. Health never closes a circuit by
 * itself, as writes may fail while it is fine.
 */
public final class Watchdog {

  private static final Logger LOG = Logs.of(Watchdog.class);

  /** As the Python client has it. */
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

  private final MemoryService service;
  private final ServiceWatch watch;
  private final CircuitRecovery recovery;

  @Inject
  public Watchdog(MemoryService service, ServiceWatch watch, CircuitRecovery recovery) {
    this.service = service;
    this.watch = watch;
    this.recovery = recovery;
  }

  /** Looks once. Calls must not overlap. */
  public void look() {
    ServiceHealth health = service.health(HEALTH_TIMEOUT);
    ServiceHealth.State before =
        watch.health().map(ServiceHealth::state).orElse(ServiceHealth.State.ACCEPTS_WRITES);
    watch.report(health);
    if (before != health.state()) {
      LOG.info("the memory service {}: {}", describe(health.state()), health.detail());
    }
    recovery.look();
  }

  private static String describe(ServiceHealth.State state) {
    return switch (state) {
      case ACCEPTS_WRITES -> "accepts writes again";
      case ACCEPTS_NO_WRITES -> "accepts no writes";
      case UNKNOWN -> "says nothing of its health, and is judged by its answers to writes";
    };
  }
}
