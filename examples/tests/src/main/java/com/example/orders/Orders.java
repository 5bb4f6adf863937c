package com.example.orders;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import java.util.Map;

/** The code under test. */
public class Orders {

  private final MemoryClient memory;

  public Orders(MemoryClient memory) {
    this.memory = memory;
  }

  /** Whether the order is with the memory service already; if not, it will be. */
  public boolean place(String customer, String order) {
    Remember placed = Remember.of("orders:" + customer, order, Map.of("state", "placed"));
    return memory.remember(placed) instanceof WriteReceipt.Stored;
  }
}
