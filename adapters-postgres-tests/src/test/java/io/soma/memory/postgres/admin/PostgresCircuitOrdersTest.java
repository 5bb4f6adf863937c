package io.soma.memory.postgres.admin;

import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.postgres.TwoInstances;
import io.soma.memory.testkit.contract.CircuitOrdersContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresCircuitOrdersTest extends CircuitOrdersContract {

  private final TwoInstances postgres = new TwoInstances();

  @BeforeEach
  void empty() {
    postgres.empty();
  }

  @AfterAll
  void close() {
    postgres.close();
  }

  @Override
  protected CircuitOrders orders() {
    return postgres.store().circuitOrders();
  }

  @Override
  protected CircuitOrders anotherInstance() {
    return postgres.another().circuitOrders();
  }

  @Override
  protected CircuitOrders unreachable() {
    return postgres.unreachable().circuitOrders();
  }
}
