package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of the memory service's health, and whose turn it is to come back after an outage.
 * Safe for many threads; one thread reports.
 */
@Singleton
public final class ServiceWatch {

  /** How long one returning tenant is given before the next, where many wait. */
  private static final Duration PER_TENANT = Duration.ofMillis(20);

  /** Spreads the hashes of names that differ in their last character only. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);

  private final MonotonicClock clock;
  private volatile View view = new View(Optional.empty(), 0, 0);

  @Inject
  public ServiceWatch(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The last health seen; empty while nobody looks. */
  public Optional<ServiceHealth> health() {
    return view.health;
  }

  /**
   * Whether a tenant whose circuit is open may be probed now: not while the service is known to be
   * down, and after an outage not all tenants at once.
   */
  public boolean mayProbe(TenantId tenant) {
    View now = view;
    if (now.health.isEmpty()) {
      return true;
    }
    if (!now.health.get().acceptsWrites()) {
      return false;
    }
    if (now.spread == 0) {
      return true;
    }
    // A tenant's place in the spread is its own hash, so that every instance agrees on it.
    double place = ((tenant.value().hashCode() * GOLDEN_RATIO) >>> 16) / (double) 0x10000;
    return clock.nanos() - now.backSince >= (long) (place * now.spread);
  }

  void report(ServiceHealth health, int waitingTenants) {
    View before = view;
    boolean wasDown = before.health.isPresent() && !before.health.get().acceptsWrites();
    if (wasDown && health.acceptsWrites()) {
      long spread =
          Math.min(PER_TENANT.multipliedBy(waitingTenants).toNanos(), LONGEST_SPREAD.toNanos());
      view = new View(Optional.of(health), clock.nanos(), spread);
    } else {
      view = new View(Optional.of(health), before.backSince, before.spread);
    }
  }

  private record View(Optional<ServiceHealth> health, long backSince, long spread) {}
}
