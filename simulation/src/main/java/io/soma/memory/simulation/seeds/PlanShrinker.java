package io.soma.memory.simulation.seeds;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.Simulation;
import io.soma.memory.simulation.world.SimulationPlan;
import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Removes from a failing plan the parts that the failure does not need: instances, then troubles,
 * then writes, many at a time and then one by one. What is left fails in the same way.
 */
public final class PlanShrinker {

  private static final int MOST_RUNS = 400;

  private final Function<SimulationPlan, SimulationResult> runner;
  private SimulationResult smallest;
  private int runs;

  private PlanShrinker(
      SimulationResult failing, Function<SimulationPlan, SimulationResult> runner) {
    this.smallest = failing;
    this.runner = runner;
  }

  /** The smallest result found that breaks the same promise; the given one if none is smaller. */
  public static SimulationResult shrink(SimulationResult failing) {
    try (WorkerPool workers = new WorkerPool()) {
      return shrink(failing, plan -> Simulation.run(plan, workers));
    }
  }

  /** The same of plans that are run in another way, such as with a part of the product replaced. */
  public static SimulationResult shrink(
      SimulationResult failing, Function<SimulationPlan, SimulationResult> runner) {
    PlanShrinker shrinker = new PlanShrinker(failing, runner);
    boolean isSmaller = true;
    while (isSmaller && shrinker.runs < MOST_RUNS) {
      isSmaller = shrinker.shrinkInstances();
      isSmaller |= shrinker.shrinkTroubles();
      isSmaller |= shrinker.shrinkWrites();
    }
    return shrinker.smallest;
  }

  private boolean shrinkInstances() {
    for (int few = 1; few < smallest.plan().instances(); few++) {
      if (fails(smallest.plan().withInstances(few))) {
        return true;
      }
    }
    return false;
  }

  private boolean shrinkTroubles() {
    return leaveOut(smallest.plan().troubles(), plan -> smallest.plan().withTroubles(plan));
  }

  private boolean shrinkWrites() {
    return leaveOut(smallest.plan().writes(), plan -> smallest.plan().withWrites(plan));
  }

  private <T> boolean leaveOut(List<T> all, Function<List<T>, SimulationPlan> plan) {
    List<T> left = new ArrayList<>(all);
    boolean isSmaller = false;
    for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
      for (int from = 0; from < left.size() && runs < MOST_RUNS; ) {
        List<T> fewer = new ArrayList<>(left);
        fewer.subList(from, Math.min(left.size(), from + size)).clear();
        if (fails(plan.apply(fewer))) {
          left = fewer;
          isSmaller = true;
        } else {
          from += size;
        }
      }
    }
    return isSmaller;
  }

  private boolean fails(SimulationPlan plan) {
    runs++;
    SimulationResult result = runner.apply(plan);
    Violation.Kind kind = smallest.violations().get(0).kind();
    boolean isSame = result.violations().stream().anyMatch(each -> each.kind() == kind);
    if (isSame) {
      smallest = result;
    }
    return isSame;
  }
}
