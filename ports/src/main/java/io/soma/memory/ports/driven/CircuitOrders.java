package io.soma.memory.ports.driven;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;

/**
 * The orders that operators gave to tenants' circuits. Each holds in every instance, across
 * restarts, until it is taken back.
 *
 * <p>A change is durable when the method returns. Every method may throw {@link
 * OutboxUnavailableException}; a change may then have happened or not, and repeating the call is
 * safe. Safe for use by many threads and by many instances.
 */
public interface CircuitOrders {

  /** Has an order hold for a tenant, in place of the one before. */
  void give(TenantId tenant, CircuitOrder order);

  /** Takes a tenant's order back; without one, nothing changes. */
  void takeBack(TenantId tenant);

  /**
   * The orders in force, by tenant; as many as operators have given. The result contains every
   * order given or taken back by a call, in any instance, that returned before this call began.
   */
  Map<TenantId, CircuitOrder> all();
}
