package io.soma.memory.simulation.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.seeds.PlanShrinker;
import io.soma.memory.simulation.seeds.ResultText;
import io.soma.memory.simulation.seeds.SeedRuns;
import io.soma.memory.simulation.seeds.SeedSummary;
import io.soma.memory.simulation.world.PlanGenerator;
import io.soma.memory.simulation.world.Simulation;
import io.soma.memory.simulation.world.SimulationResult;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./soma simulate}. */
@Command(
    name = "simulate",
    description =
        "Runs one to four instances of the client, relay and replay on simulated threads, time,"
            + " database, transport and memory service, in which a seed decides what goes wrong and"
            + " who goes on when. Then the history is checked. The same seed gives the same"
            + " history. Needs nothing installed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise was kept",
      "1:a promise was broken; the history of the first such seed is printed, made small",
      "2:the command line is wrong"
    })
public final class SimulateCommand implements SomaCommand {

  private static final int TELL_EVERY = 1_000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "how many seeds (default 2000; 1 where --seed alone is given)")
  private @Nullable Long seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "the first of them (default 1); alone, its history is printed in any case")
  private @Nullable Long seed;

  @Option(
      names = "--at-once",
      paramLabel = "T",
      description = "how many at a time (default: as many as there are processors)")
  private @Nullable Integer atOnce;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (seeds == null && seed != null) {
      return one(seed, out);
    }
    long count = seeds == null ? 2_000 : seeds;
    int parallel = atOnce == null ? Runtime.getRuntime().availableProcessors() : atOnce;
    require(count >= 1 && count <= 100_000_000, "--seeds " + count + " is not from 1 to 100000000");
    require(parallel >= 1 && parallel <= 256, "--at-once " + parallel + " is not from 1 to 256");
    return many(seed == null ? 1 : seed, count, parallel, out);
  }

  private static int one(long seed, PrintWriter out) {
    try (WorkerPool workers = new WorkerPool()) {
      SimulationResult result = Simulation.run(PlanGenerator.of(seed), workers);
      print(result, out);
      return result.isGood() ? 0 : 1;
    }
  }

  private static int many(long from, long count, int parallel, PrintWriter out)
      throws InterruptedException {
    MonotonicClock clock = MonotonicClock.SYSTEM;
    long began = clock.nanos();
    SeedSummary summary =
        SeedRuns.run(
            from,
            count,
            parallel,
            done -> {
              if (done % TELL_EVERY == 0) {
                out.println(done + " of " + count + " seeds");
                out.flush();
              }
            });
    double seconds = (clock.nanos() - began) / 1e9;
    if (!summary.failed().isEmpty()) {
      SimulationResult first = summary.failed().get(0);
      print(PlanShrinker.shrink(first), out);
      out.println("(made small; the command shows the whole of it)");
    }
    out.printf(Locale.ROOT, "%s seconds=%.1f%n", summary.line(), seconds);
    out.flush();
    return summary.failed().isEmpty() ? 0 : 1;
  }

  private static void print(SimulationResult result, PrintWriter out) {
    ResultText.of(result).forEach(out::println);
    out.flush();
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
