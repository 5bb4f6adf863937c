package io.soma.memory.benchmarks.cli;

import io.soma.memory.app.cli.Soma;
import io.soma.memory.benchmarks.load.ChildJvm;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.MachineRatios;
import io.soma.memory.benchmarks.report.RatioTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs benchmarks one after the other, each in a JVM of its own, so that none runs on code that was
 * compiled for another; keeps their ratios in a file for this machine, and a table of all machines.
 *
 * @param results where the files are; the table is {@code table.md}
 * @param machine the name of this machine
 */
record AllBenchmarks(Path results, String machine, PrintStream out) {

  private static final String TABLE = "table.md";

  /**
   * Runs them, and keeps the ratios of those that did not fail in place of an earlier run's.
   *
   * @return the names of those that failed; if all did, the ratios of an earlier run stay
   */
  List<String> run(List<Benchmark> benchmarks) throws IOException, InterruptedException {
    List<MachineRatios.Ratio> ratios = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Benchmark benchmark : benchmarks) {
      out.println("== " + benchmark.name() + ": " + benchmark.description());
      List<MachineRatios.Ratio> measured = new ArrayList<>();
      if (run(benchmark.name(), measured)) {
        ratios.addAll(measured);
      } else {
        failed.add(benchmark.name());
      }
    }
    if (!ratios.isEmpty()) {
      keep(ratios);
    }
    return failed;
  }

  private void keep(List<MachineRatios.Ratio> ratios) throws IOException {
    new MachineRatios(machine, LocalDate.now(ZoneOffset.UTC).toString(), ratios).writeTo(results);
    Path table = results.resolve(TABLE);
    Files.writeString(table, RatioTable.of(MachineRatios.readFrom(results)));
    out.println("the ratios of all machines are in " + table);
  }

  private boolean run(String name, List<MachineRatios.Ratio> ratios)
      throws IOException, InterruptedException {
    try (ChildJvm child = ChildJvm.startAlike(Soma.class, "bench", name)) {
      int exitCode =
          child.readToEnd(
              line -> {
                out.println(line);
                MachineRatios.Ratio.addTo(ratios, line);
              });
      return exitCode == 0;
    }
  }

  /** The processors of this machine, as Linux names them. */
  static String thisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> processors + " x " + line.substring(line.indexOf(':') + 1).strip())
          .orElse(processors + " processors");
    } catch (IOException e) {
      return processors + " processors";
    }
  }
}
