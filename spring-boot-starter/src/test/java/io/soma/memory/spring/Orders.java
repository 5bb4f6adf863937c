package io.soma.memory.spring;

import io.soma.memory.domain.write.Remember;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Orders {
  private final TransactionalMemory memory; // MemoryClient and the others are beans too

  Orders(TransactionalMemory memory) {
    this.memory = memory;
  }

  @Transactional // the write commits with it, or not at all
  void place(String customer, String order) {
    memory.enqueue(Remember.of("orders:" + customer, order, Map.of("state", "placed")));
    // the order itself
  }
}
