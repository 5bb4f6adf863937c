package io.soma.memory.sandbox.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.sandbox.chaos.ChaosOptions;
import io.soma.memory.sandbox.chaos.ChaosRun;
import io.soma.memory.sandbox.chaos.Trouble;
import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma chaos}. */
@Command(
    name = "chaos",
    description =
        "The fault campaign: two ./soma serve on one PostgreSQL and one Kafka, each in a process"
            + " of its own, and agents that write through both, while processes are killed or stand"
            + " still, ways are cut, commits go unheard and the memory service fails, at random."
            + " Then every receipt is checked. Needs nothing installed. Settings in the environment"
            + " hold for the services, such as SOMABRAIN_OUTBOX_TRANSPORT=direct.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise held",
      "1:a write was lost, stale, never acknowledged, or took effect twice where the service"
          + " honours idempotency keys",
      "2:the command line is wrong"
    })
public final class ChaosCommand implements SomaCommand {

  @Option(names = "--tenants", paramLabel = "N", description = "how many tenants write (default 6)")
  private int tenants = 6;

  @Option(names = "--seconds", paramLabel = "S", description = "how long they write (default 60)")
  private int seconds = 60;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "writes a second of all tenants together, at most (default 100)")
  private int rate = 100;

  @Option(
      names = "--seed",
      paramLabel = "K",
      description = "of which trouble comes when (default: another each time)")
  private @Nullable Long seed;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "how many campaigns, each with the next seed, up to the first that finds something"
              + " (default 1)")
  private int runs = 1;

  @Option(
      names = MemoryServiceChoice.NAME,
      paramLabel = "KIND",
      description = MemoryServiceChoice.DESCRIPTION)
  private String memoryService = MemoryServiceKind.IGNORES_KEYS.optionName();

  @Option(
      names = "--troubles",
      paramLabel = "NAME",
      split = ",",
      description = "only these, by their names behind commas; all is every one (default all)")
  private List<String> troubles = List.of("all");

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "writes what callers heard and what took effect as EDN, for Elle's checkers; of several"
              + " runs, the last one's")
  private @Nullable Path history;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionChecks checks = new OptionChecks(spec);
    checks.within("--tenants", tenants, 1, 200);
    checks.within("--seconds", seconds, 5, 3600);
    checks.within("--rate", rate, 1, 10_000);
    checks.within("--runs", runs, 1, 10_000);
    MemoryServiceKind kind = MemoryServiceChoice.of(memoryService, checks);
    List<Trouble> chosen =
        troubles.equals(List.of("all"))
            ? List.of(Trouble.values())
            : troubles.stream().map(this::named).toList();
    long from = seed != null ? seed : ThreadLocalRandom.current().nextInt(100_000);
    ChaosOptions options = new ChaosOptions(tenants, seconds, rate, from, chosen, kind);
    return ChaosRun.run(options, runs, history, System.out);
  }

  private Trouble named(String name) {
    return new OptionChecks(spec)
        .known("--troubles " + name, Trouble.ofOption(name), Trouble.optionNames());
  }
}
