package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.check.Findings;
import io.soma.memory.testkit.history.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final Findings GOOD =
      new Findings(3, List.of(), List.of(), List.of(), List.of(), List.of());

  @Test
  void allThatWasAcknowledgedAndNothingElseIsGood() {
    Outcome outcome = outcome(GOOD, 0, List.of());

    assertThat(outcome.isGood()).isTrue();
    assertThat(outcome.wrongs()).isEmpty();
    assertThat(outcome.line())
        .isEqualTo(
            "RESULT acknowledged=3 stored=3 lost=0 stale=0 duplicate_effects=0 late_effects=0"
                + " unacknowledged=0 troubles=5");
  }

  @Test
  void whatTheCheckFoundIsNamed() {
    Outcome outcome =
        outcome(
            new Findings(
                3,
                List.of("a"),
                List.of("b"),
                List.of("c", "allowed"),
                List.of(new Violation(Violation.Kind.PHANTOM, "c", "no caller wrote it")),
                List.of("late")),
            0,
            List.of());

    assertThat(outcome.isGood()).isFalse();
    assertThat(outcome.wrongs())
        .containsExactly("lost: a", "stale: b", "broken promise: PHANTOM c: no caller wrote it");
  }

  @Test
  void ofManyThereAreExamples() {
    List<String> many = IntStream.range(0, 25).mapToObj(String::valueOf).toList();

    List<String> wrongs =
        outcome(new Findings(30, many, List.of(), List.of(), List.of(), List.of()), 0, List.of())
            .wrongs();

    assertThat(wrongs).hasSize(11).contains("lost: 9").endsWith("lost: 15 more");
  }

  @Test
  void aWriteThatNoGatewayTookIsNotGood() {
    Outcome outcome = outcome(GOOD, 2, List.of());

    assertThat(outcome.isGood()).isFalse();
    assertThat(outcome.wrongs())
        .containsExactly("2 writes were never acknowledged, though all was well again");
  }

  @Test
  void aComplaintIsNotGood() {
    assertThat(outcome(GOOD, 0, List.of("it ended with exit code 1")).isGood()).isFalse();
  }

  private static Outcome outcome(Findings findings, long unacknowledged, List<String> complaints) {
    return new Outcome(
        findings, RowEnds.NONE, unacknowledged, 5, complaints, List.of(), List.of(), List.of());
  }
}
