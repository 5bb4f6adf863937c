package io.soma.memory.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the measurements of a benchmark, and its ratios in lines that programs can read. */
public final class Report {

  private final PrintStream out;
  private boolean allReached = true;

  /** A report to this stream. */
  public Report(PrintStream out) {
    this.out = out;
  }

  /** A line for people. */
  public void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** A ratio and its goal. */
  public void ratio(String name, double value, Goal goal) {
    allReached &= goal.isReachedBy(value);
    out.println(String.format(Locale.ROOT, "RATIO %s %.3f goal %s", name, value, goal));
  }

  /** Whether every ratio so far reached its goal. */
  public boolean allReached() {
    return allReached;
  }
}
