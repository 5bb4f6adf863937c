package io.soma.memory.simulation.world;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.testkit.fake.InMemoryCircuitOrders;
import io.soma.memory.testkit.fake.InMemoryStore;
import java.util.Map;

/** Operators' orders as one instance reaches them; at once, as its caller holds a monitor. */
final class SimulatedOrders implements CircuitOrders {

  private final InMemoryCircuitOrders orders;
  private final StoreLink link;

  SimulatedOrders(InMemoryStore store, StoreLink link) {
    this.orders = new InMemoryCircuitOrders(store);
    this.link = link;
  }

  @Override
  public void give(TenantId tenant, CircuitOrder order) {
    link.requireReachable();
    orders.give(tenant, order);
  }

  @Override
  public void takeBack(TenantId tenant) {
    link.requireReachable();
    orders.takeBack(tenant);
  }

  @Override
  public Map<TenantId, CircuitOrder> all() {
    link.requireReachable();
    return orders.all();
  }
}
