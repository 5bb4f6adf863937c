package io.soma.memory.testkit.fake;

import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.testkit.contract.CircuitOrdersContract;

class InMemoryCircuitOrdersTest extends CircuitOrdersContract {

  private final InMemoryStore store = new InMemoryStore(new ManualClock());
  private final CircuitOrders orders = new InMemoryCircuitOrders(store);
  private final CircuitOrders anotherInstance = new InMemoryCircuitOrders(store);

  @Override
  protected CircuitOrders orders() {
    return orders;
  }

  @Override
  protected CircuitOrders anotherInstance() {
    return anotherInstance;
  }

  @Override
  protected CircuitOrders unreachable() {
    InMemoryCircuitOrders unreachable = new InMemoryCircuitOrders(store);
    unreachable.available(false);
    return unreachable;
  }
}
