package io.soma.memory.ports.driven;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;

/**
 * The orders that operators gave to tenants' circuits. Each holds in every instance, across
 * restarts, until it is taken back.
 *
 * <p>What a method changed is durable when it returns. Every method may throw {@link
 * OutboxUnavailableException}; a change may then have happened or not, and repeating the call is
 * safe. Safe for use by many threads and by many instances.
 */
public interface CircuitOrders {

  /** Has an order hold for a tenant, in place of the one before. */
  void give(TenantId tenant, CircuitOrder order);

  /** Takes a tenant's order back; without one, nothing changes. */
  void takeBack(TenantId tenant);

  /**
   * What holds, by tenant: as many as people have given. Everything whose giving or taking back
   * returned before this call began, in whichever instance, is in it.
   */
  Map<TenantId, CircuitOrder> all();
}
