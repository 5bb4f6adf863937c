package io.soma.memory.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state, polling it; gives up in the end, so that a test fails and does not hang. */
public final class Await {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private Await() {}

  public static void until(String what, BooleanSupplier reached) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("never came: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
