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
  void theSentenceSaysWhatHeldOrWhatDidNot() {
    Findings lost = new Findings(2, List.of("id-1"), List.of(), List.of(), List.of(), List.of());
    Findings stale = new Findings(2, List.of(), List.of("id-1"), List.of(), List.of(), List.of());
    Findings none = new Findings(0, List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(new Verdict(GOOD, 0, 1.0).sentence())
        .isEqualTo(
            "All 2 acknowledged writes took effect, and a tenant that hung disturbed no other.");
    assertThat(new Verdict(GOOD, 1, 1.0).sentence()).contains("1 writes of 2 were DIVERTED");
    assertThat(new Verdict(lost, 0, 1.0).sentence())
        .isEqualTo("1 of 2 acknowledged writes are LOST.");
    assertThat(new Verdict(stale, 0, 1.0).sentence()).startsWith("1 times an OLDER write won");
    assertThat(new Verdict(none, 0, 1.0).sentence()).startsWith("No write was acknowledged");
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
