package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LostTailTest {

  @Test
  void writesWithoutAnyRowAtTheStandbyAreForgotten() {
    LostTail lost =
        LostTail.between(
            rows("1 alice kept WAITING f", "2 alice tail WAITING f", "3 alice kept WAITING f"),
            rows("1 alice kept WAITING f"));

    assertThat(lost.forgotten()).containsExactly("tail");
    assertThat(lost.reopened()).isEmpty();
  }

  @Test
  void eventsThatOnlyTheFormerPrimaryIsDoneWithAreReopened() {
    LostTail lost =
        LostTail.between(
            rows("1 alice a CONFIRMED f", "2 alice b FAILED t", "3 alice c CONFIRMED f"),
            rows("1 alice a WAITING f", "2 alice b FAILED f", "3 alice c CONFIRMED f"));

    assertThat(lost.reopened()).containsExactlyInAnyOrder("a", "b");
    assertThat(lost.forgotten()).isEmpty();
  }

  private static List<OutboxRow> rows(String... lines) {
    return List.of(lines).stream().map(OutboxRow::of).toList();
  }
}
