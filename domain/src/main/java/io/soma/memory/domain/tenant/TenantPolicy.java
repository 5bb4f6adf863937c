package io.soma.memory.domain.tenant;

import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.write.WriteMode;

/**
 * How one tenant is served.
 *
 * @param writeMode which way its writes go
 * @param breaker when its circuit opens and closes
 * @param maxInFlight how many of its calls may be at the memory service at once; at least 1
 */
public record TenantPolicy(WriteMode writeMode, BreakerPolicy breaker, int maxInFlight) {

  /** As many calls in flight as a tenant has unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 16;

  /** The default policy. */
  public static final TenantPolicy DEFAULT =
      new TenantPolicy(WriteMode.SYNC, BreakerPolicy.DEFAULT, DEFAULT_MAX_IN_FLIGHT);

  public TenantPolicy {
    if (writeMode == null || breaker == null) {
      throw new IllegalArgumentException(
          (writeMode == null ? "writeMode" : "breaker") + " is not set");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight must be at least 1, but is " + maxInFlight);
    }
  }

  /** The same with another write mode. */
  public TenantPolicy withWriteMode(WriteMode mode) {
    return new TenantPolicy(mode, breaker, maxInFlight);
  }

  /** The same with another breaker policy. */
  public TenantPolicy withBreaker(BreakerPolicy policy) {
    return new TenantPolicy(writeMode, policy, maxInFlight);
  }

  /** The same with another bulkhead. */
  public TenantPolicy withMaxInFlight(int calls) {
    return new TenantPolicy(writeMode, breaker, calls);
  }
}
