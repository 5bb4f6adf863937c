package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The known health of the memory service, and when it last recovered. Safe for many threads; one
 * thread reports.
 */
@Singleton
public final class ServiceWatch {

  private final MonotonicClock clock;
  private volatile View view = new View(Optional.empty(), null);

  @Inject
  public ServiceWatch(MonotonicClock clock) {
    this.clock = clock;
  }

  /** The last health seen; empty while it is not polled. */
  public Optional<ServiceHealth> health() {
    return view.health;
  }

  /** Whether the service is known to accept no writes. */
  boolean isDown() {
    return view.health.map(ServiceHealth::isDown).orElse(false);
  }

  /** Whether it was seen to come back at this time or later. */
  boolean isBackSince(long time) {
    Long back = view.backAt;
    return back != null && back - time >= 0;
  }

  void report(ServiceHealth health) {
    boolean isBack = isDown() && !health.isDown();
    view = new View(Optional.of(health), isBack ? Long.valueOf(clock.nanos()) : view.backAt);
  }

  private record View(Optional<ServiceHealth> health, @Nullable Long backAt) {}
}
