package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.memory.EffectRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Campaigns from start to exit code; however one ends, it leaves nothing running. */
public final class ChaosRun {

  /** The exit code of a campaign that found a promise broken. */
  public static final int BROKEN = 1;

  private static final int SOAK_TENANTS = 6;
  private static final int SOAK_INSTANCES = 2;
  private static final long MAX_WARM_UP_MILLIS = 60_000;

  private final PrintStream out;
  private final CampaignRunner runner;
  private final Function<ChaosOptions, String> command;

  /** Runs with another runner than the real one. */
  ChaosRun(PrintStream out, CampaignRunner runner) {
    this(out, runner, ChaosOptions::command);
  }

  private ChaosRun(PrintStream out, CampaignRunner runner, Function<ChaosOptions, String> command) {
    this.out = out;
    this.runner = runner;
    this.command = command;
  }

  /**
   * Runs campaigns, and prints the result of each, and of all as the last line.
   *
   * @param files where else the results go
   * @return 0 if every promise held
   */
  public static int run(CampaignPlan plan, CampaignPlan.Files files, PrintStream out)
      throws IOException, InterruptedException {
    CampaignRunner writing =
        one -> {
          Outcome outcome = closing(one, out, Companion.NONE);
          if (files.history() != null) {
            Files.write(files.history(), outcome.edn());
          }
          if (files.table() != null) {
            new RunTable(files.table()).add(one, outcome);
          }
          return outcome;
        };
    return new ChaosRun(out, writing).run(plan);
  }

  /**
   * Runs one campaign in which the memory service alone gets into trouble, and callers abuse the
   * services.
   *
   * @param rate honest writes a second
   * @return 0 if every promise held and no service holds more than before
   */
  public static int soak(int seconds, int rate, long seed, PrintStream out)
      throws IOException, InterruptedException {
    List<Trouble> troubles =
        Arrays.stream(Trouble.values()).filter(each -> each.front() == Front.MEMORY).toList();
    ShapeChoice shape =
        ShapeChoice.of(MemoryServiceKind.IGNORES_KEYS, SOAK_INSTANCES, System.getenv());
    CampaignPlan plan =
        new CampaignPlan(1, false, SOAK_TENANTS, seconds, rate, seed, troubles, shape, null);
    long warmUp = Math.min(MAX_WARM_UP_MILLIS, seconds * 200L);
    String again = "./soma soak --seconds " + seconds + " --rate " + rate + " --seed " + seed;
    return new ChaosRun(out, one -> closing(one, out, new Soak(out, warmUp)), unused -> again)
        .run(plan);
  }

  int run(CampaignPlan plan) throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    boolean good = true;
    for (int i = 0; (good || plan.goesOn()) && i < plan.runs(); i++) {
      ChaosOptions one = plan.run(i);
      Outcome outcome = runner.run(one);
      outcomes.add(outcome);
      good &= outcome.isGood();
      report(one, outcome);
    }
    if (plan.runs() > 1) {
      out.println(new CampaignTotals(outcomes).line());
    }
    out.flush();
    return good ? 0 : BROKEN;
  }

  private void report(ChaosOptions options, Outcome outcome) throws IOException {
    outcome.wrongs().forEach(out::println);
    if (!outcome.isGood()) {
      out.println("what the services said and the memory service did: " + logs(outcome));
      out.println("again: " + command.apply(options));
    }
    out.println(outcome.line());
  }

  private static Outcome closing(ChaosOptions options, PrintStream out, Companion companion)
      throws IOException, InterruptedException {
    CloseStack opened = new CloseStack();
    // Ctrl-C may come at any moment, also while the servers start.
    Thread hook = new Thread(opened::close, "chaos-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return new Campaign(options, out, opened, companion).run();
    } finally {
      opened.close();
    }
  }

  private static Path logs(Outcome outcome) throws IOException {
    Path directory = Files.createTempDirectory("soma-chaos-logs-");
    int number = 0;
    for (var lines : outcome.said()) {
      number++;
      Files.write(directory.resolve("service-" + number + ".log"), lines);
    }
    List<String> effects = outcome.effects().stream().map(EffectRecord::toString).toList();
    Files.write(directory.resolve("memory-service.log"), effects);
    Files.write(directory.resolve("history.edn"), outcome.edn());
    return directory;
  }

  /** Runs one campaign, and closes the resources that it opened. */
  @FunctionalInterface
  interface CampaignRunner {
    Outcome run(ChaosOptions options) throws IOException, InterruptedException;
  }
}
