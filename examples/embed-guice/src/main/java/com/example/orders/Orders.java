package com.example.orders;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** A class of the program, which knows Soma Memory by its client alone. */
public class Orders {

  private final MemoryClient memory;

  @Inject
  Orders(MemoryClient memory) {
    this.memory = memory;
  }

  public WriteReceipt place(String customer, String order) {
    return memory.remember(Remember.of("orders:" + customer, order, Map.of("state", "placed")));
  }

  public Optional<Memory> find(String customer, String order) {
    return memory.fetch("orders:" + customer, order);
  }
}
