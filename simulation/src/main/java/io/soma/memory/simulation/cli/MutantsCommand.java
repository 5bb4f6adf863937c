package io.soma.memory.simulation.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.simulation.mutants.Mutant;
import io.soma.memory.simulation.mutants.MutantList;
import io.soma.memory.simulation.mutants.MutantRuns;
import io.soma.memory.simulation.mutants.MutantVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./soma mutants}. */
@Command(
    name = "mutants",
    description =
        "Breaks the product on purpose, one place at a time in a copy of its sources, and asks"
            + " whether the simulator or the tests find it. Needs the sources, a JDK and Maven.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:each mutant was found, but for those that are known to survive",
      "1:a mutant survived, or does not compile",
      "2:the command line is wrong"
    })
public final class MutantsCommand implements SomaCommand {

  @Option(
      names = "--sources",
      paramLabel = "DIRECTORY",
      description = "the root of the project's sources (default: this directory)")
  private Path sources = Path.of("");

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "the mutants to run (default: all)")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isRegularFile(sources.resolve("simulation/pom.xml"))) {
      throw new ParameterException(
          spec.commandLine(),
          "the sources of Soma Memory are not in "
              + sources.toAbsolutePath().normalize()
              + "; name their directory with --sources");
    }
    List<Mutant> mutants = chosen();
    PrintWriter out = spec.commandLine().getOut();
    int caught = 0;
    int bad = 0;
    try (MutantRuns runs = MutantRuns.of(sources.toAbsolutePath().normalize())) {
      for (Mutant mutant : mutants) {
        long began = MonotonicClock.SYSTEM.nanos();
        MutantVerdict verdict = runs.run(mutant);
        caught += verdict == MutantVerdict.CAUGHT ? 1 : 0;
        bad += verdict != MutantVerdict.CAUGHT && !mutant.isKnownSurvivor() ? 1 : 0;
        out.printf(
            Locale.ROOT,
            "%-34s %-16s %5.0f s  by %s%n",
            mutant.name(),
            verdict.words() + (mutant.isKnownSurvivor() ? " (known)" : ""),
            (MonotonicClock.SYSTEM.nanos() - began) / 1e9,
            mutant.guard());
        out.flush();
      }
    }
    out.printf(
        Locale.ROOT, "MUTANTS mutants=%d caught=%d unexpected=%d%n", mutants.size(), caught, bad);
    out.flush();
    return bad == 0 ? 0 : 1;
  }

  private List<Mutant> chosen() {
    List<Mutant> all = MutantList.all();
    for (String name : names) {
      if (all.stream().noneMatch(mutant -> mutant.name().equals(name))) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no mutant "
                + name
                + "; there are "
                + String.join(", ", all.stream().map(Mutant::name).toList()));
      }
    }
    return all.stream().filter(mutant -> names.isEmpty() || names.contains(mutant.name())).toList();
  }
}
