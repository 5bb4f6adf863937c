package io.soma.memory.benchmarks.breaker;

import dev.failsafe.CircuitBreaker;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import java.time.Duration;

/** The breakers that are compared, each set up as alike as it goes. */
final class Peers {

  private Peers() {}

  static TenantGuards guards() {
    return new TenantGuards(
        TenantPolicies.common(TenantPolicy.DEFAULT),
        MonotonicClock.SYSTEM,
        JitterSource.RANDOM,
        Telemetry.NONE);
  }

  static CircuitBreaker<Object> failsafe() {
    return CircuitBreaker.builder()
        .withFailureThreshold(3)
        .withDelay(Duration.ofSeconds(60))
        .build();
  }

  static String tenantName(int number) {
    return "tenant-" + number;
  }
}
