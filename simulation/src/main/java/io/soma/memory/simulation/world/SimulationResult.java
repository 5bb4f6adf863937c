package io.soma.memory.simulation.world;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.Violation;
import java.util.List;

/**
 * What came of a plan.
 *
 * @param violations promises that were broken; none where all were kept
 * @param history what callers, the memory service and the outbox saw, in order
 * @param lines the same for a person, and what went wrong around it
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
