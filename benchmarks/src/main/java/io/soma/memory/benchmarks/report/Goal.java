package io.soma.memory.benchmarks.report;

import java.util.Locale;

/** The target of a ratio. */
public record Goal(boolean atMost, double value) {

  /** At most so much. */
  public static Goal atMost(double value) {
    return new Goal(true, value);
  }

  /** At least so much. */
  public static Goal atLeast(double value) {
    return new Goal(false, value);
  }

  /** Whether a measured ratio reaches it. */
  public boolean isReachedBy(double measured) {
    return atMost ? measured <= value : measured >= value;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.2f", atMost ? "<=" : ">=", value);
  }
}
