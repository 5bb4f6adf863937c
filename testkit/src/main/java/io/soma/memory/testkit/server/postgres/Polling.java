package io.soma.memory.testkit.server.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for processes and files, which send no notification. */
final class Polling {

  private static final Duration STEP = Duration.ofMillis(5);

  private Polling() {}

  /** Whether the condition came true within the limit; an interrupt does not shorten the wait. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }
}
