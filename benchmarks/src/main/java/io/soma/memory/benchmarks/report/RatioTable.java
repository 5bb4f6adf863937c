package io.soma.memory.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The ratios of several machines side by side, in Markdown. */
public final class RatioTable {

  private static final String END = " |";

  private RatioTable() {}

  /** A row for each ratio, a column for each machine; empty where a machine has not measured. */
  public static String of(List<MachineRatios> machines) {
    StringBuilder table = new StringBuilder("| ratio | goal |");
    machines.forEach(
        each ->
            table.append(' ').append(each.machine()).append(", ").append(each.date()).append(END));
    table.append("\n|---|---|").append("---:|".repeat(machines.size())).append('\n');
    goals(machines)
        .forEach(
            (name, goal) ->
                table
                    .append("| `")
                    .append(name)
                    .append("` | ")
                    .append(goal)
                    .append(END)
                    .append(
                        machines.stream()
                            .map(machine -> cell(machine, name))
                            .collect(Collectors.joining()))
                    .append('\n'));
    return table.toString();
  }

  private static Map<String, String> goals(List<MachineRatios> machines) {
    Map<String, String> goals = new LinkedHashMap<>();
    machines.forEach(
        machine ->
            machine.ratios().forEach(ratio -> goals.putIfAbsent(ratio.name(), ratio.goal())));
    return goals;
  }

  private static String cell(MachineRatios machine, String name) {
    return machine.ratios().stream()
            .filter(ratio -> ratio.name().equals(name))
            .findFirst()
            .map(ratio -> String.format(Locale.ROOT, " %.3f", ratio.value()))
            .orElse(" ")
        + END;
  }
}
