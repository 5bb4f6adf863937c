package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.Report;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Runs contestants in turns until the compiler has almost nothing left to do. Beside callers that
 * take both processors the compiler needs far longer than alone, and longest for the contestant
 * with the most methods.
 */
public final class WarmUp {

  private static final Duration TURN = Duration.ofSeconds(2);

  /** Relative to the time that has passed; the remaining compilation is seldom needed. */
  private static final double SETTLED = 0.03;

  private WarmUp() {}

  /** How long the compiler of this process has worked, in milliseconds. */
  public static long compiled() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  /**
   * Warms up callers.
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
      throws Exception {
    run(
        report,
        mostTurns,
        compiled,
        () -> {
          StringBuilder figures = new StringBuilder();
          for (IntConsumer contestant : contestants) {
            figures.append(perSecond(ClosedLoop.run(callers, TURN, contestant).perSecond()));
          }
          return figures.toString();
        });
  }

  /**
   * Warms up.
   *
   * @param turn runs every contestant once, and tells their figures, each behind a blank
   */
  public static void run(Report report, int mostTurns, LongSupplier compiled, Callable<String> turn)
      throws Exception {
    double share = 1;
    for (int turns = 1; turns <= mostTurns && share > SETTLED; turns++) {
      long begin = System.nanoTime();
      long before = compiled.getAsLong();
      String figures = turn.call();
      double spent = compiled.getAsLong() - before;
      share = spent / ((System.nanoTime() - begin) / 1e6);
      report.say("warming up:%s, %.1f %% of the time compiling", figures, 100 * share);
    }
  }

  /** A figure as a turn tells it. */
  public static String perSecond(double figure) {
    return String.format(Locale.ROOT, " %.0f/s", figure);
  }
}
