package io.soma.memory.simulation.seeds;

import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.Violation;
import java.util.ArrayList;
import java.util.List;

/** Describes the result of a seed for people. */
public final class ResultText {

  private ResultText() {}

  /** The plan, the history, its violations, and the command to run it again. */
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
