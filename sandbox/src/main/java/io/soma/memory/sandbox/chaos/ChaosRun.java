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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Campaigns from start to exit code; however one ends, it leaves nothing running. */
public final class ChaosRun {

  /** The exit code of a campaign that found a promise broken. */
  public static final int BROKEN = 1;

  /**
   * Settings that decide the services' behaviour; they are part of the command that repeats the
   * run.
   */
  private static final List<String> DECISIVE =
      List.of("SOMABRAIN_OUTBOX_TRANSPORT", "SOMABRAIN_MEMORY_WRITE_MODE");

  private static final int SOAK_TENANTS = 6;
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
   * Runs one campaign for each seed from that of the options on, up to the first that finds
   * something, and prints the result as the last line.
   *
   * @param runs how many
   * @param history where the last one's history is written as EDN; null for nowhere
   * @return 0 if every promise held
   */
  public static int run(ChaosOptions options, int runs, @Nullable Path history, PrintStream out)
      throws IOException, InterruptedException {
    CampaignRunner writing =
        one -> {
          Outcome outcome = closing(one, out, Companion.NONE);
          if (history != null) {
            Files.write(history, outcome.edn());
          }
          return outcome;
        };
    return new ChaosRun(out, writing).run(options, runs);
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
    ChaosOptions options =
        new ChaosOptions(
            SOAK_TENANTS, seconds, rate, seed, troubles, MemoryServiceKind.IGNORES_KEYS);
    long warmUp = Math.min(MAX_WARM_UP_MILLIS, seconds * 200L);
    String again = "./soma soak --seconds " + seconds + " --rate " + rate + " --seed " + seed;
    return new ChaosRun(out, one -> closing(one, out, new Soak(out, warmUp)), unused -> again)
        .run(options, 1);
  }

  int run(ChaosOptions options, int runs) throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    boolean good = true;
    for (int i = 0; good && i < runs; i++) {
      ChaosOptions one = options.withSeed(options.seed() + i);
      Outcome outcome = runner.run(one);
      outcomes.add(outcome);
      good = outcome.isGood();
      report(one, outcome);
    }
    if (runs > 1) {
      out.println(new CampaignTotals(outcomes).line());
    }
    out.flush();
    return good ? 0 : BROKEN;
  }

  private void report(ChaosOptions options, Outcome outcome) throws IOException {
    outcome.wrongs().forEach(out::println);
    if (!outcome.isGood()) {
      out.println("what the services said and the memory service did: " + logs(outcome));
      out.println("again: " + settings(System.getenv()) + command.apply(options));
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

  private static String settings(Map<String, String> environment) {
    return DECISIVE.stream()
        .filter(environment::containsKey)
        .map(name -> name + "=" + environment.get(name) + " ")
        .collect(Collectors.joining());
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
