package io.soma.memory.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Report report = new Report(new PrintStream(printed, true, UTF_8));
  private final List<String> turns = new ArrayList<>();

  @Test
  void whoGoesFirstChangesFromRoundToRound() throws Exception {
    new Contest().with("a", turn("a", 1, 2)).with("b", turn("b", 3, 4)).run(report, 2, "turns");

    assertThat(turns).containsExactly("a", "b", "b", "a");
    assertThat(printed.toString(UTF_8).lines()).hasSize(4).first().asString().contains("round 1");
  }

  @Test
  void theRatioIsTheMiddleOfTheRoundsRatios() throws Exception {
    Standings standings =
        new Contest()
            .with("a", turn("a", 10, 100, 30))
            .with("b", turn("b", 10, 20, 10))
            .run(report, 3, "turns");

    assertThat(standings.ratio("a", "b")).isCloseTo(3.0, within(1e-9));
    assertThat(standings.median("a")).isEqualTo(30);
  }

  @Test
  void processorTimeIsComparedOperationByOperation() throws Exception {
    Standings standings =
        new Contest()
            .with("a", () -> new Turn(1, 10, spent(30_000)))
            .with("b", () -> new Turn(1, 100, spent(100_000)))
            .run(report, 1, "turns");

    assertThat(standings.processorMicros("a")).isCloseTo(3.0, within(1e-9));
    assertThat(standings.processorRatio("a", "b")).isCloseTo(3.0, within(1e-9));
    assertThat(printed.toString(UTF_8)).contains("processor 3.0 us each: postgres 3.0");
  }

  private static ProcessorTime spent(long nanos) {
    return new ProcessorTime(Map.of("postgres", nanos));
  }

  @Test
  void whoDidNotTakePartHasNoFigure() {
    Standings nobody = new Standings(Map.of());

    assertThatThrownBy(() -> nobody.median("a")).hasMessageContaining("no contestant is called a");
  }

  @Test
  void aRatioIsALineThatProgramsRead() {
    report.ratio("drain_vs_plain_loop", 0.954, Goal.atLeast(0.9));

    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines("RATIO drain_vs_plain_loop 0.954 goal >= 0.90\n");
  }

  private Contest.Round turn(String name, double... figures) {
    Iterator<Double> next = Arrays.stream(figures).iterator();
    return () -> {
      turns.add(name);
      return new Turn(next.next(), 1, ProcessorTime.NONE);
    };
  }
}
