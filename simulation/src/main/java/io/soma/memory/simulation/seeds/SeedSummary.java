package io.soma.memory.simulation.seeds;

import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The results of many seeds.
 *
 * @param seeds how many were run
 * @param writes how many calls were made for writes
 * @param acknowledged how many of them were acknowledged
 * @param effects how many times the memory service executed one
 * @param failed those that broke a promise, in order of their seeds
 */
public record SeedSummary(
    long seeds, long writes, long acknowledged, long effects, List<SimulationResult> failed) {

  /** Nothing yet. */
  static final SeedSummary NONE = new SeedSummary(0, 0, 0, 0, List.of());

  public SeedSummary {
    failed = List.copyOf(failed);
  }

  static SeedSummary of(SimulationResult result) {
    return new SeedSummary(
        1,
        count(result, HistoryEvent.Invoked.class),
        acknowledged(result),
        count(result, HistoryEvent.Effect.class),
        result.isGood() ? List.of() : List.of(result));
  }

  SeedSummary plus(SeedSummary other) {
    return new SeedSummary(
        seeds + other.seeds,
        writes + other.writes,
        acknowledged + other.acknowledged,
        effects + other.effects,
        bySeed(failed, other.failed));
  }

  private static List<SimulationResult> bySeed(
      List<SimulationResult> some, List<SimulationResult> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparingLong(result -> result.plan().seed()))
        .toList();
  }

  private static long count(SimulationResult result, Class<? extends HistoryEvent> kind) {
    return result.history().stream().filter(kind::isInstance).count();
  }

  private static long acknowledged(SimulationResult result) {
    return result.history().stream()
        .filter(
            event -> event instanceof HistoryEvent.Ended ended && ended.outcome().isAcknowledged())
        .count();
  }

  /** The result as programs read it. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "SIMULATION seeds=%d writes=%d acknowledged=%d effects=%d failed=%d",
        seeds,
        writes,
        acknowledged,
        effects,
        failed.size());
  }
}
