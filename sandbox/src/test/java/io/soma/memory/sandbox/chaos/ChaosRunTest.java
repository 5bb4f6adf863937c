package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.check.Findings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosRunTest {

  private static final Findings GOOD =
      new Findings(10, List.of(), List.of(), List.of("again"), List.of(), List.of("late"));
  private static final Findings LOST =
      new Findings(5, List.of("id"), List.of(), List.of(), List.of(), List.of());

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Long> seeds = new ArrayList<>();

  @Test
  void countsTheSeedUpAndTheResultsTogether() throws Exception {
    assertThat(run(3, Long.MAX_VALUE)).isZero();

    assertThat(seeds).containsExactly(7L, 8L, 9L);
    assertThat(lines())
        .endsWith(
            "CAMPAIGN runs=3 troubles=12 acknowledged=30 stored=30 lost=0 phantom=0 stale=0"
                + " order=0 other=0 duplicate_effects=3 late_effects=3 failed=6 discarded=3"
                + " lost_tail=0 unacknowledged=0 broken_runs=0");
  }

  @Test
  void endsAtTheFirstSeedThatFindsSomething() throws Exception {
    assertThat(run(3, 8)).isEqualTo(ChaosRun.BROKEN);

    assertThat(seeds).containsExactly(7L, 8L);
    assertThat(lines())
        .contains("lost: id")
        .anyMatch(line -> line.startsWith("again: ") && line.contains("--seed 8 "))
        .endsWith(
            "CAMPAIGN runs=2 troubles=8 acknowledged=15 stored=14 lost=1 phantom=0 stale=0"
                + " order=0 other=0 duplicate_effects=1 late_effects=1 failed=4 discarded=2"
                + " lost_tail=0 unacknowledged=0 broken_runs=1");
  }

  @Test
  void goesOnAfterSuchASeedIfAsked() throws Exception {
    assertThat(run(3, 8, true)).isEqualTo(ChaosRun.BROKEN);

    assertThat(seeds).containsExactly(7L, 8L, 9L);
    assertThat(lines()).anyMatch(line -> line.endsWith(" broken_runs=2"));
  }

  @Test
  void oneRunEndsWithItsResult() throws Exception {
    assertThat(run(1, Long.MAX_VALUE)).isZero();

    assertThat(lines().get(lines().size() - 1))
        .isEqualTo(
            "RESULT acknowledged=10 stored=10 lost=0 stale=0 duplicate_effects=1 late_effects=1"
                + " unacknowledged=0 troubles=4");
  }

  private int run(int runs, long brokenFrom) throws Exception {
    return run(runs, brokenFrom, false);
  }

  private int run(int runs, long brokenFrom, boolean goesOn) throws Exception {
    ShapeChoice any = new ShapeChoice(null, null, null, null);
    CampaignPlan plan =
        new CampaignPlan(runs, goesOn, 1, 5, 10, 7, List.of(Trouble.values()), any, null);
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      return new ChaosRun(out, one -> outcome(one.seed(), brokenFrom)).run(plan);
    }
  }

  private Outcome outcome(long seed, long brokenFrom) {
    seeds.add(seed);
    return new Outcome(
        seed >= brokenFrom ? LOST : GOOD,
        new RowEnds(2, 1, 0),
        0,
        4,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
