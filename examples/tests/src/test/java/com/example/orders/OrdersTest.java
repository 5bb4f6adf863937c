package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.junit.SomaMemoryExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrdersTest {

  @RegisterExtension static SomaMemoryExtension soma = SomaMemoryExtension.inMemory();

  @Test
  void anOrderIsStored() {
    assertThat(new Orders(soma.client()).place("acme", "order-1")).isTrue();
  }

  @Test
  void anOrderWaitsWhileTheMemoryServiceHangs() {
    Orders orders = new Orders(soma.client());
    soma.tenant("acme").hangs();

    assertThat(orders.place("acme", "order-1")).isFalse();
    assertThat(orders.place("globex", "order-1")).isTrue();

    soma.tenant("acme").recovers();
    soma.settle();
    assertThat(soma.tenant("acme").stored()).hasSize(1);
  }
}
