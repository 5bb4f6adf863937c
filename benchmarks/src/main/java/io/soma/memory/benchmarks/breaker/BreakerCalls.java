package io.soma.memory.benchmarks.breaker;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.soma.memory.app.usecase.guard.Permit;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.tenant.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One permitted and successful call of one of many tenants: find the tenant's breaker, ask, settle.
 * Ours asks its bulkhead too; the peers do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BreakerCalls {

  static final int TENANTS = 10_000;

  private final TenantId[] tenants = new TenantId[TENANTS];
  private final String[] names = new String[TENANTS];
  private final TenantGuards guards = Peers.guards();
  private final CircuitBreakerRegistry resilience4j =
      CircuitBreakerRegistry.of(CircuitBreakerConfig.ofDefaults());
  private final ConcurrentHashMap<String, CircuitBreaker<Object>> failsafe =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<TenantId, TenantId> lookedUp = new ConcurrentHashMap<>();

  /** Every tenant has called once before the measurement begins. */
  public BreakerCalls() {
    for (int i = 0; i < TENANTS; i++) {
      names[i] = Peers.tenantName(i);
      tenants[i] = new TenantId(names[i]);
      somaCall(tenants[i]);
      resilience4jCall(names[i]);
      failsafeCall(names[i]);
      lookedUp.put(tenants[i], tenants[i]);
    }
  }

  @Benchmark
  public boolean soma() {
    return somaCall(tenants[ThreadLocalRandom.current().nextInt(TENANTS)]);
  }

  @Benchmark
  public boolean resilience4j() {
    return resilience4jCall(names[ThreadLocalRandom.current().nextInt(TENANTS)]);
  }

  @Benchmark
  public boolean failsafe() {
    return failsafeCall(names[ThreadLocalRandom.current().nextInt(TENANTS)]);
  }

  /**
   * What no breaker can do without: its tenant has to be found, and it has to know when the call
   * began and when it ended.
   */
  @Benchmark
  public long limit() {
    long began = System.nanoTime();
    TenantId found = lookedUp.get(tenants[ThreadLocalRandom.current().nextInt(TENANTS)]);
    return found == null ? 0 : System.nanoTime() - began;
  }

  private boolean somaCall(TenantId tenant) {
    if (guards.enter(tenant) instanceof Permit permit) {
      permit.settle(CallOutcome.SUCCESS);
      return true;
    }
    return false;
  }

  private boolean resilience4jCall(String name) {
    var breaker = resilience4j.circuitBreaker(name);
    if (breaker.tryAcquirePermission()) {
      breaker.onSuccess(1, TimeUnit.MILLISECONDS);
      return true;
    }
    return false;
  }

  private boolean failsafeCall(String name) {
    CircuitBreaker<Object> breaker = failsafe.computeIfAbsent(name, n -> Peers.failsafe());
    if (breaker.tryAcquirePermit()) {
      breaker.recordSuccess();
      return true;
    }
    return false;
  }
}
