package io.soma.memory.gateway.cli;

import io.soma.memory.supervision.CaughtErrors;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;

/**
 * Ends the process when memory has run out in any of our threads: such a process is unreliable, and
 * its supervisor starts it again. Acknowledged writes are in PostgreSQL or in the memory service.
 * The JVM's own {@code -XX:+ExitOnOutOfMemoryError}, which {@code ./soma} sets, ends it with the
 * same code, and sees the threads of libraries too.
 */
final class OutOfMemoryExit implements UncaughtExceptionHandler {

  /** As the JVM ends with that option. */
  static final int EXIT_CODE = 3;

  private static final String LINE =
      "soma: out of memory, so that the service ends with exit code 3; nothing acknowledged is"
          + " lost. Give it a larger heap (SOMABRAIN_JAVA_OPTIONS=-Xmx2g), or fewer callers at once"
          + " (SOMABRAIN_GATEWAY_MAX_CONNECTIONS)";

  private final PrintStream output;
  private final Runnable end;

  OutOfMemoryExit(PrintStream output, Runnable end) {
    this.output = output;
    this.end = end;
  }

  /** Ends this process from now on, if it runs out of memory. */
  static void install() {
    Thread.setDefaultUncaughtExceptionHandler(
        new OutOfMemoryExit(System.err, () -> Runtime.getRuntime().halt(EXIT_CODE)));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (!CaughtErrors.isLackOfMemory(failure)) {
      output.println("soma: thread " + thread.getName() + " ended");
      failure.printStackTrace(output);
      return;
    }
    try {
      output.println(LINE);
    } finally {
      // At once: an orderly end needs memory.
      end.run();
    }
  }
}
