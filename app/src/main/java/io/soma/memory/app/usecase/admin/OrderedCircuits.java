package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Applies the orders of operators to the circuits of this instance, whichever instance took the
 * order. Safe for many threads: an order and a look never overlap, so that a look that began before
 * an order cannot undo it.
 */
@Singleton
public final class OrderedCircuits {

  private final CircuitOrders orders;
  private final TenantGuards guards;
  private Map<TenantId, CircuitOrder> followed = Map.of();

  @Inject
  public OrderedCircuits(CircuitOrders orders, TenantGuards guards) {
    this.orders = orders;
    this.guards = guards;
  }

  /**
   * Gives an order, which holds here at once and elsewhere after the next look there.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException and then it may hold or not, as
   *     the next look will show
   */
  synchronized void give(TenantId tenant, CircuitOrder order) {
    orders.give(tenant, order);
    look();
  }

  /**
   * Takes an order back.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException as for {@link #give}
   */
  synchronized void takeBack(TenantId tenant) {
    orders.takeBack(tenant);
    look();
  }

  /**
   * Looks for orders that were given or taken back elsewhere.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if they cannot be read; the
   *     earlier orders then stay in force
   */
  public synchronized void look() {
    Map<TenantId, CircuitOrder> now = orders.all();
    Set<TenantId> free = new HashSet<>(followed.keySet());
    free.removeAll(now.keySet());
    free.forEach(tenant -> guards.order(tenant, Breaker::released));
    now.forEach(
        (tenant, order) -> {
          if (order != followed.get(tenant)) {
            guards.order(
                tenant, order == CircuitOrder.OPEN ? Breaker::forcedOpen : Breaker::forcedClosed);
          }
        });
    followed = now;
  }
}
