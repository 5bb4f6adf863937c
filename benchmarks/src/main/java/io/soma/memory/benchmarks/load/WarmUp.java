package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.Report;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Has contestants run in turns until the compiler has next to nothing left to do: beside callers
 * that take both processors it needs far longer than it would alone, and whoever has more methods
 * longer than the others.
 */
public final class WarmUp {

  private static final Duration TURN = Duration.ofSeconds(2);

  /** Of the time that has passed; what is left then is seldom needed. */
  private static final double SETTLED = 0.03;

  private WarmUp() {}

  /** How long the compiler of this process has worked, in milliseconds. */
  public static long compiled() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  /**
   * Warms up.
   *
   * @param mostTurns of each contestant
   * @param compiled how long the compiler has worked, where it matters
   */
  public static void run(
      Report report,
      int callers,
      int mostTurns,
      LongSupplier compiled,
      List<IntConsumer> contestants)
      throws InterruptedException, ExecutionException {
    double share = 1;
    for (int turn = 1; turn <= mostTurns && share > SETTLED; turn++) {
      long before = compiled.getAsLong();
      StringBuilder figures = new StringBuilder();
      for (IntConsumer contestant : contestants) {
        double perSecond = ClosedLoop.run(callers, TURN, contestant).perSecond();
        figures.append(String.format(Locale.ROOT, " %.0f/s", perSecond));
      }
      double spent = compiled.getAsLong() - before;
      share = spent / (TURN.toMillis() * contestants.size());
      report.say("warming up:%s, %.1f %% of the time compiling", figures, 100 * share);
    }
  }
}
