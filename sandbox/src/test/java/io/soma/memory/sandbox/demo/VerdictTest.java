package io.soma.memory.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.check.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Findings GOOD =
      new Findings(2, List.of(), List.of(), List.of("again"), List.of(), List.of("late"));

  @Test
  void theLineEndsWithTheRatio() {
    Verdict verdict = new Verdict(GOOD, 0, 1.5);

    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.line())
        .isEqualTo(
            "RESULT acknowledged=2 stored=2 lost=0 stale=0 duplicate_effects=1 late_effects=1"
                + " healthy_p99_ratio=1.50");
  }

  @Test
  void anotherTenantsTroubleThatReachedAHealthyOneIsNotGood() {
    assertThat(new Verdict(GOOD, 1, 1.0).isGood()).isFalse();
  }

  @Test
  void whatTheCheckFoundIsNotGood() {
    Findings lost = new Findings(2, List.of("id-1"), List.of(), List.of(), List.of(), List.of());

    assertThat(new Verdict(lost, 0, 1.0).isGood()).isFalse();
  }
}
