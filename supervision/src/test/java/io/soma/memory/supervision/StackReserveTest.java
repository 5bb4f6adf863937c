package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StackReserveTest {

  @Test
  void aCallerNearTheEndOfItsStackLearnsItBeforeItBegins() throws Exception {
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean refused = new AtomicBoolean();
    Thread deep =
        new Thread(null, () -> descend(Integer.MAX_VALUE, begun, refused), "deep", 256 << 10);

    deep.start();
    deep.join();

    assertThat(refused).isTrue();
    StackReserve.require();
  }

  // The first call that is refused still has stack left.
  private static void descend(int depth, AtomicBoolean begun, AtomicBoolean refused) {
    try {
      StackReserve.require();
      begun.set(true);
    } catch (StackOverflowError e) {
      refused.set(begun.get());
      return;
    }
    if (depth > 0) {
      descend(depth - 1, begun, refused);
    }
  }
}
