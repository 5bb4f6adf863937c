package io.soma.memory.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlanGenerator;
import io.soma.memory.simulation.world.Simulation;
import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

  // More than any known breakage needed until a seed found it (decision 30).
  private static final int SEEDS =
      Integer.getInteger(
          "soma.simulation.seeds", Boolean.getBoolean("soma.exhaustive") ? 2_500 : 500);

  // A busy machine takes minutes for thousands, and the build gives every test only a few minutes.
  private static final int SEEDS_OF_A_TEST = 250;

  static LongStream firstSeeds() {
    return LongStream.iterate(1, first -> first <= SEEDS, first -> first + SEEDS_OF_A_TEST);
  }

  @ParameterizedTest(name = "from seed {0} on")
  @MethodSource("firstSeeds")
  void everySeedKeepsThePromises(long first) throws InterruptedException {
    long count = Math.min(SEEDS_OF_A_TEST, SEEDS - first + 1);
    SeedSummary summary =
        SeedRuns.run(first, count, Runtime.getRuntime().availableProcessors(), done -> {});

    assertThat(summary.failed()).as(text(summary)).isEmpty();
    assertThat(summary.seeds()).isEqualTo(count);
    assertThat(summary.acknowledged()).isGreaterThan(5 * count);
  }

  private static String text(SeedSummary summary) {
    return summary.failed().isEmpty()
        ? "none"
        : String.join("\n", ResultText.of(PlanShrinker.shrink(summary.failed().get(0))));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 17, 44, 71, 80})
  void sameSeedGivesTheSameHistory(long seed) {
    try (WorkerPool one = new WorkerPool();
        WorkerPool other = new WorkerPool()) {
      SimulationResult first = Simulation.run(PlanGenerator.of(seed), one);
      SimulationResult again = Simulation.run(PlanGenerator.of(seed), other);

      assertThat(again.lines()).isEqualTo(first.lines());
      assertThat(again.history()).isEqualTo(first.history());
      assertThat(again.steps()).isEqualTo(first.steps());
    }
  }

  @Test
  void brokenSimulatorIsNoSuccess() {
    assertThatThrownBy(
            () ->
                SeedRuns.run(
                    1,
                    3,
                    1,
                    done -> {
                      throw new NoClassDefFoundError("planted");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("planted");
  }

  @Test
  void seedsDifferAndTroublesStrike() {
    try (WorkerPool workers = new WorkerPool()) {
      List<SimulationResult> results =
          LongStream.range(1, 100)
              .mapToObj(seed -> Simulation.run(PlanGenerator.of(seed), workers))
              .toList();

      assertThat(results.stream().map(SimulationResult::lines).distinct()).hasSize(99);
      assertThat(kinds(results))
          .contains(
              HistoryEvent.Confirmed.class, HistoryEvent.Failed.class, HistoryEvent.Effect.class);
      assertThat(results.stream().flatMap(result -> result.lines().stream()))
          .anyMatch(line -> line.contains("is killed"));
    }
  }

  private static List<Class<? extends HistoryEvent>> kinds(List<SimulationResult> results) {
    return results.stream()
        .flatMap(result -> result.history().stream())
        .<Class<? extends HistoryEvent>>map(HistoryEvent::getClass)
        .distinct()
        .toList();
  }
}
