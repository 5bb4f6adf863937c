package io.soma.memory.sandbox.chaos;

import io.soma.memory.gateway.serve.Ending;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One campaign from start to exit code; however it ends, it leaves nothing running. */
public final class ChaosRun {

  /** The exit code of a campaign that found a promise broken. */
  public static final int BROKEN = 1;

  private ChaosRun() {}

  /**
   * Runs a campaign and prints its result as the last line.
   *
   * @return 0 if every promise held
   */
  public static int run(ChaosOptions options, PrintStream out)
      throws IOException, InterruptedException {
    Ending opened = new Ending();
    // Ctrl-C may come at any moment, also while the servers start.
    Thread hook = new Thread(opened::close, "chaos-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
    Outcome outcome;
    try {
      outcome = new Campaign(options, out, opened).run();
    } finally {
      opened.close();
    }
    outcome.wrongs().forEach(out::println);
    if (!outcome.isGood()) {
      out.println("what the services said: " + logs(outcome));
      out.println("again: " + options.command());
    }
    out.println(outcome.line());
    out.flush();
    return outcome.isGood() ? 0 : BROKEN;
  }

  private static Path logs(Outcome outcome) throws IOException {
    Path directory = Files.createTempDirectory("soma-chaos-logs-");
    int number = 0;
    for (var lines : outcome.said()) {
      number++;
      Files.write(directory.resolve("service-" + number + ".log"), lines);
    }
    return directory;
  }
}
