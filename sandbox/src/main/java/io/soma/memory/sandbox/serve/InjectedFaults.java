package io.soma.memory.sandbox.serve;

import io.soma.memory.supervision.TurnFaults;

/**
 * Troubles everything that runs in the background of a {@code ./soma serve} on the sandbox's class
 * path, while a file that its environment names holds the name of a fault. Safe for many threads.
 */
public final class InjectedFaults implements TurnFaults {

  /** The variable that names the file. */
  public static final String VARIABLE = "SOMA_SANDBOX_FAULTS";

  /** A class is missing. */
  public static final String MISSING_CLASS = "missing-class";

  /** A recursion finds no end. */
  public static final String ENDLESS_RECURSION = "endless-recursion";

  /** An assertion fails. */
  public static final String FAILED_ASSERTION = "failed-assertion";

  /** The heap is filled, and not emptied again. */
  public static final String FULL_HEAP = "full-heap";

  /** The wall clock steps back by minutes, until it is over. */
  public static final String CLOCK_BEHIND = "clock-behind";

  /** The wall clock steps forward by minutes, until it is over. */
  public static final String CLOCK_AHEAD = "clock-ahead";

  /** Only reads a clock; without it every write is refused, as the process may have stood still. */
  private static final String CLOCK_READING = "notice pauses";

  private static final int CHUNK = 1 << 20;

  private final FaultFile file;

  /** As the environment says; without the variable it troubles nothing. */
  public InjectedFaults() {
    this.file = FaultFile.ofEnvironment();
  }

  @Override
  public void before(String what) {
    if (what.equals(CLOCK_READING)) {
      return;
    }
    switch (file.fault()) {
      case MISSING_CLASS -> throw new NoClassDefFoundError("by the sandbox");
      case ENDLESS_RECURSION -> recur(0);
      case FAILED_ASSERTION -> throw new AssertionError("by the sandbox");
      case FULL_HEAP -> fillHeap();
      default -> {
        // All is well.
      }
    }
  }

  private static void recur(int depth) {
    if (depth < Integer.MAX_VALUE) {
      recur(depth + 1);
    }
  }

  private static void fillHeap() {
    Object[] kept = {};
    while (true) {
      kept = new Object[] {kept, new byte[CHUNK]};
    }
  }
}
