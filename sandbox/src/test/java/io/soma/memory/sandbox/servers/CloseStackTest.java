package io.soma.memory.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {

  private final List<String> closed = new ArrayList<>();
  private final CloseStack stack = new CloseStack();

  @Test
  void theLastIsClosedFirstAndOnlyOnce() {
    stack.push(() -> closed.add("first"));
    stack.push(() -> closed.add("last"));

    stack.close();
    stack.close();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    stack.close();

    assertThatThrownBy(() -> stack.push(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOpen() {
    stack.push(() -> closed.add("first"));
    stack.push(
        () -> {
          throw new IllegalStateException("on purpose, by a test");
        });

    stack.close();

    assertThat(closed).containsExactly("first");
  }
}
