package io.soma.memory.benchmarks.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.benchmarks.backlog.BacklogBenchmark;
import io.soma.memory.benchmarks.breaker.BreakerBenchmark;
import io.soma.memory.benchmarks.drain.DrainBenchmark;
import io.soma.memory.benchmarks.enqueue.EnqueueBenchmark;
import io.soma.memory.benchmarks.fairness.FairnessBenchmark;
import io.soma.memory.benchmarks.gateway.GatewayBenchmark;
import io.soma.memory.benchmarks.http.HttpBenchmark;
import io.soma.memory.benchmarks.isolation.IsolationBenchmark;
import io.soma.memory.benchmarks.latency.LatencyBenchmark;
import io.soma.memory.benchmarks.recovery.RecoveryBenchmark;
import io.soma.memory.benchmarks.replay.ReplayBenchmark;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.SizedBenchmark;
import io.soma.memory.benchmarks.scale.ScaleBenchmark;
import io.soma.memory.benchmarks.start.StartBenchmark;
import io.soma.memory.benchmarks.table.TableBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./soma bench NAME}. */
@Command(
    name = "bench",
    description = "Measures side by side with peers, in alternating rounds of one run.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured; the ratios are figures, not verdicts",
      "1:of all, a benchmark failed; the ratios of the others are kept",
      "2:the command line is wrong"
    })
public final class BenchCommand implements SomaCommand {

  /** Every benchmark there is. */
  static final List<Benchmark> ALL =
      List.of(
          new BreakerBenchmark(),
          new HttpBenchmark(),
          new IsolationBenchmark(),
          new EnqueueBenchmark(),
          new DrainBenchmark(),
          new BacklogBenchmark(),
          new FairnessBenchmark(),
          new LatencyBenchmark(),
          new GatewayBenchmark(),
          new ReplayBenchmark(),
          new RecoveryBenchmark(),
          new StartBenchmark(),
          new ScaleBenchmark(),
          new TableBenchmark());

  private static final String ALL_OF_THEM = "all";

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "which one, or all; without it, a list")
  private @Nullable String name;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "how many events, to try a long one (table); fewer say less")
  private @Nullable Long events;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "bench-results",
      description =
          "where all keeps the ratios of each machine, and their table (${DEFAULT-VALUE})")
  private Path results;

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "how all calls this machine; by default its processors")
  private @Nullable String machine;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (name == null) {
      ALL.forEach(
          benchmark ->
              System.out.printf(
                  Locale.ROOT, "%-10s %s%n", benchmark.name(), benchmark.description()));
      return 0;
    }
    if (name.equals(ALL_OF_THEM)) {
      return runAll();
    }
    run(chosen(name), new Report(System.out));
    return 0;
  }

  private int runAll() throws IOException, InterruptedException {
    String named = machine == null ? AllBenchmarks.thisMachine() : machine;
    List<String> failed = new AllBenchmarks(results, named, System.out).run(ALL);
    if (!failed.isEmpty()) {
      System.err.println(
          "these failed, and the table has no ratio of them: " + String.join(", ", failed));
    }
    return failed.isEmpty() ? 0 : 1;
  }

  private void run(Benchmark benchmark, Report report) throws Exception {
    if (events == null) {
      benchmark.run(report);
    } else if (!(benchmark instanceof SizedBenchmark sized)) {
      throw wrong("--events is not for " + benchmark.name());
    } else if (events < SizedBenchmark.FEWEST) {
      throw wrong("--events must be at least " + SizedBenchmark.FEWEST + ", but is " + events);
    } else {
      sized.run(report, events);
    }
  }

  private Benchmark chosen(String wanted) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "there is no benchmark '"
                        + wanted
                        + "'; there are "
                        + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
