package io.soma.memory.simulation.world;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.Violation;
import java.util.List;

/**
 * The result of a plan.
 *
 * @param violations promises that were broken; none where all were kept
 * @param history the events that callers, the memory service and the outbox saw, in order
 * @param lines the same for people, with the failures around it
 * @param steps how often one thread went on after another
 */
public record SimulationResult(
    SimulationPlan plan,
    List<Violation> violations,
    List<HistoryEvent> history,
    List<String> lines,
    int steps) {

  /** Whether every promise was kept. */
  public boolean isGood() {
    return violations.isEmpty();
  }
}
