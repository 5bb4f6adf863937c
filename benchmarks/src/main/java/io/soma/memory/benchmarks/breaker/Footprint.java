package io.soma.memory.benchmarks.breaker;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.soma.memory.app.usecase.guard.Permit;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.tenant.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.openjdk.jol.info.GraphLayout;

/** Bytes of one idle tenant, all in: breaker, bulkhead, registry entry and key. */
final class Footprint {

  private static final int TENANTS = BreakerCalls.TENANTS;

  private Footprint() {}

  static double soma() {
    TenantGuards guards = Peers.guards();
    return perTenant(
        guards,
        i -> {
          if (guards.enter(new TenantId(Peers.tenantName(i))) instanceof Permit permit) {
            permit.settle(CallOutcome.SUCCESS);
          }
        });
  }

  static double resilience4j() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    return perTenant(
        registry,
        i -> {
          var breaker = registry.circuitBreaker(Peers.tenantName(i));
          breaker.acquirePermission();
          breaker.onSuccess(1, TimeUnit.MILLISECONDS);
        });
  }

  static double failsafe() {
    ConcurrentHashMap<String, CircuitBreaker<Object>> registry = new ConcurrentHashMap<>();
    return perTenant(
        registry,
        i -> {
          CircuitBreaker<Object> breaker =
              registry.computeIfAbsent(Peers.tenantName(i), name -> Peers.failsafe());
          breaker.acquirePermit();
          breaker.recordSuccess();
        });
  }

  private static double perTenant(Object registry, IntConsumer call) {
    call.accept(0);
    long one = GraphLayout.parseInstance(registry).totalSize();
    for (int i = 1; i < TENANTS; i++) {
      call.accept(i);
    }
    return (GraphLayout.parseInstance(registry).totalSize() - one) / (TENANTS - 1.0);
  }
}
