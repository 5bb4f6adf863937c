package io.soma.memory.testkit.fake;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import java.util.Map;

/** Operators' orders in memory; two of these on one store are two instances. */
public final class InMemoryCircuitOrders implements CircuitOrders {

  private final InMemoryStore store;
  private final Availability availability = new Availability();

  public InMemoryCircuitOrders(InMemoryStore store) {
    this.store = store;
  }

  /** While false, every method of the port throws {@code OutboxUnavailableException}. */
  public void available(boolean available) {
    availability.set(available);
  }

  @Override
  public void give(TenantId tenant, CircuitOrder order) {
    availability.require();
    synchronized (store) {
      store.circuitOrders.put(tenant, order);
    }
  }

  @Override
  public void takeBack(TenantId tenant) {
    availability.require();
    synchronized (store) {
      store.circuitOrders.remove(tenant);
    }
  }

  @Override
  public Map<TenantId, CircuitOrder> all() {
    availability.require();
    synchronized (store) {
      return Map.copyOf(store.circuitOrders);
    }
  }
}
