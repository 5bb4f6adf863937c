package io.soma.memory.sandbox.cli;

import io.soma.memory.app.cli.SomaCommand;
import io.soma.memory.sandbox.chaos.ChaosRun;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./soma soak}. */
@Command(
    name = "soak",
    description =
        "Two ./soma serve, as in ./soma chaos, with honest agents and, beside them, callers that"
            + " guess tokens, hold connections, claim lengths, send bodies that are hard to read,"
            + " leave, invent tenants and ask for large lists, while the memory service fails. It"
            + " prints heap, threads, handles and connections of each service after a warm-up and"
            + " at the end, and checks every receipt.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise held, and nothing has grown",
      "1:a write was lost, stale or never acknowledged, or a service holds more than at the start",
      "2:the command line is wrong"
    })
public final class SoakCommand implements SomaCommand {

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long, warm-up included (default 1200)")
  private int seconds = 1200;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "honest writes a second, at most (default 50)")
  private int rate = 50;

  @Option(
      names = "--seed",
      paramLabel = "K",
      description = "of which trouble of the memory service comes when (default 1)")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionChecks checks = new OptionChecks(spec);
    checks.within("--seconds", seconds, 10, 86_400);
    checks.within("--rate", rate, 1, 10_000);
    return ChaosRun.soak(seconds, rate, seed, System.out);
  }
}
