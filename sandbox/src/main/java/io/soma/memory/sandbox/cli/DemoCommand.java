package io.soma.memory.sandbox.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.sandbox.demo.DemoOptions;
import io.soma.memory.sandbox.demo.DemoRun;
import io.soma.memory.sandbox.sabotage.Sabotage;
import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma demo}. */
@Command(
    name = "demo",
    description =
        "Shows the main job: tenants write, one hangs, the whole memory service goes down and"
            + " comes back, and every receipt is checked. Needs nothing installed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise held",
      "1:a write was lost or stale, took effect twice where the service honours idempotency keys,"
          + " or a healthy tenant suffered",
      "2:the command line is wrong"
    })
public final class DemoCommand implements SomaCommand {

  @Option(names = "--tenants", paramLabel = "N", description = "how many tenants write (default 8)")
  private int tenants = 8;

  @Option(names = "--seconds", paramLabel = "S", description = "how long they write (default 25)")
  private int seconds = 25;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "writes a second of all tenants together (default 400)")
  private int rate = 400;

  @Option(names = "--seed", paramLabel = "K", description = "of what they write (default 1)")
  private long seed = 1;

  @Option(names = "--plain", description = "print lines instead of a live screen")
  private boolean plain;

  @Option(
      names = "--sabotage",
      paramLabel = "HOW",
      description =
          "break the product on purpose and see the check find it: mark-before-ack, drop-on-open,"
              + " ignore-backlog or new-key-per-attempt (with a memory service that honours keys)")
  private @Nullable String sabotage;

  @Option(
      names = MemoryServiceChoice.NAME,
      paramLabel = "KIND",
      description = MemoryServiceChoice.DESCRIPTION)
  private @Nullable String memoryService;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    OptionChecks checks = new OptionChecks(spec);
    checks.within("--tenants", tenants, 2, 1000);
    checks.within("--seconds", seconds, 5, 3600);
    checks.within("--rate", rate, 1, 100_000);
    checks.require(
        rate >= tenants, "--rate " + rate + " is less than one write a second for each tenant");
    Optional<Sabotage> broken = Optional.ofNullable(sabotage).map(this::named);
    MemoryServiceKind kind = memoryService(broken, checks);
    DemoOptions options = new DemoOptions(tenants, seconds, rate, seed, plain, broken, kind);
    return DemoRun.run(options, System.out, Integer.getInteger("soma.terminal.lines", 0));
  }

  private MemoryServiceKind memoryService(Optional<Sabotage> broken, OptionChecks checks) {
    boolean needsKeys = broken.filter(Sabotage::needsHonouredKeys).isPresent();
    if (memoryService == null) {
      return needsKeys ? MemoryServiceKind.HONOURS_KEYS : MemoryServiceKind.IGNORES_KEYS;
    }
    MemoryServiceKind kind = MemoryServiceChoice.of(memoryService, checks);
    checks.require(
        kind.honoursKeys() || !needsKeys,
        "--sabotage=" + sabotage + " shows only with --memory-service=honours-keys");
    return kind;
  }

  private Sabotage named(String name) {
    return new OptionChecks(spec)
        .known("--sabotage=" + name, Sabotage.ofOption(name), Sabotage.optionNames());
  }
}
