package io.soma.memory.simulation.seeds;

import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.Violation;
import java.util.ArrayList;
import java.util.List;

/** Tells what came of a seed, for a person. */
public final class ResultText {

  private ResultText() {}

  /** The plan, what happened, what is wrong with it, and how to run it again. */
  public static List<String> of(SimulationResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("seed " + result.plan().seed());
    result.plan().describe().forEach(line -> lines.add("  " + line));
    lines.addAll(result.lines());
    if (result.isGood()) {
      lines.add("every promise was kept");
    }
    for (Violation violation : result.violations()) {
      lines.add("BROKEN " + violation);
    }
    lines.add("again: ./soma simulate --seed " + result.plan().seed());
    return lines;
  }
}
