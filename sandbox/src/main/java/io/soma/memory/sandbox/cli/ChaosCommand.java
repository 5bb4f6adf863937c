package io.soma.memory.sandbox.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.sandbox.chaos.CampaignPlan;
import io.soma.memory.sandbox.chaos.ChaosRun;
import io.soma.memory.sandbox.chaos.OlderVersion;
import io.soma.memory.sandbox.chaos.ShapeChoice;
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
        "The fault campaign: two or three ./soma serve on one PostgreSQL and one Kafka, each in a"
            + " process of its own, and agents that write through all of them, while processes are"
            + " killed or stand still, ways are cut, commits go unheard, tenants send poison,"
            + " operators give orders and the memory service fails, at random."
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
              + " (default 1); a line CAMPAIGN with the sums comes last")
  private int runs = 1;

  @Option(
      names = "--go-on",
      description = "with --runs: also after a campaign that finds something")
  private boolean goesOn;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = "how many ./soma serve (default: 2 or 3, by the seed)")
  private @Nullable Integer instances;

  @Option(
      names = "--upgrade-from",
      paramLabel = "DIR",
      description =
          "a checkout of an older version with a built gateway: the services begin with it and are"
              + " replaced one after the other while tenants write, before the other troubles"
              + " (default: no upgrade)")
  private @Nullable Path upgradeFrom;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "adds a row for each run to a table in this Markdown file")
  private @Nullable Path table;

  @Option(
      names = MemoryServiceChoice.NAME,
      paramLabel = "KIND",
      description =
          "the memory service, ignores-keys or honours-keys, as in ./soma demo (default: by the"
              + " seed)")
  private @Nullable String memoryService;

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
    if (instances != null) {
      checks.within("--instances", instances, 1, 5);
    }
    MemoryServiceKind kind =
        memoryService == null ? null : MemoryServiceChoice.of(memoryService, checks);
    List<Trouble> chosen =
        troubles.equals(List.of("all"))
            ? List.of(Trouble.values())
            : troubles.stream().map(this::named).toList();
    long from = seed != null ? seed : ThreadLocalRandom.current().nextInt(100_000);
    ShapeChoice shape = ShapeChoice.of(kind, instances, System.getenv());
    CampaignPlan plan =
        new CampaignPlan(runs, goesOn, tenants, seconds, rate, from, chosen, shape, older(checks));
    return ChaosRun.run(plan, new CampaignPlan.Files(history, table), System.out);
  }

  private @Nullable OlderVersion older(OptionChecks checks) {
    if (upgradeFrom == null) {
      System.out.println("skipped: a rolling upgrade; --upgrade-from DIR names the older version");
      return null;
    }
    try {
      return OlderVersion.in(upgradeFrom);
    } catch (IOException e) {
      throw checks.wrong("--upgrade-from " + e.getMessage());
    }
  }

  private Trouble named(String name) {
    return new OptionChecks(spec)
        .known("--troubles " + name, Trouble.ofOption(name), Trouble.optionNames());
  }
}
