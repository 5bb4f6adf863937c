package io.soma.memory.testkit.server.memory;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state that must come. */
final class Patience {
  private static final long LIMIT = Duration.ofSeconds(30).toNanos();
  private static final long STEP = Duration.ofMillis(2).toNanos();

  private Patience() {}

  static void until(String what, BooleanSupplier reached) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT) {
        throw new AssertionError("Never came true: " + what);
      }
      LockSupport.parkNanos(STEP);
    }
  }
}
