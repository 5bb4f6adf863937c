package io.soma.memory.sandbox.serve;

import io.soma.memory.supervision.TurnFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /** Only reads a clock; without it every write is refused, as the process may have stood still. */
  private static final String CLOCK_READING = "notice pauses";

  private static final int CHUNK = 1 << 20;

  private final @Nullable Path file;

  /** As the environment says; without the variable it troubles nothing. */
  public InjectedFaults() {
    String name = System.getenv(VARIABLE);
    this.file = name == null ? null : Path.of(name);
  }

  @Override
  public void before(String what) {
    if (what.equals(CLOCK_READING)) {
      return;
    }
    switch (fault()) {
      case MISSING_CLASS -> throw new NoClassDefFoundError("by the sandbox");
      case ENDLESS_RECURSION -> recur(0);
      case FAILED_ASSERTION -> throw new AssertionError("by the sandbox");
      case FULL_HEAP -> fillHeap();
      default -> {
        // All is well.
      }
    }
  }

  private String fault() {
    if (file == null) {
      return "";
    }
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
