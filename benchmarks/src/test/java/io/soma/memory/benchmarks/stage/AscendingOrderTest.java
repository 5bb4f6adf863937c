package io.soma.memory.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AscendingOrderTest {

  private final AscendingOrder order = new AscendingOrder("topic-1");

  @Test
  void gapsAreNoDisorder() {
    order.next(1);
    order.next(2);
    order.next(40);

    assertThatThrownBy(() -> order.next(39))
        .hasMessage("order is broken in topic-1: 39 came behind 40");
  }

  @Test
  void whatComesTwiceIsOutOfOrder() {
    order.next(7);

    assertThatThrownBy(() -> order.next(7)).isInstanceOf(IllegalStateException.class);
  }
}
