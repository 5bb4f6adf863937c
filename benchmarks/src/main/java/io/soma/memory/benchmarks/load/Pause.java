package io.soma.memory.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wait of a given time, where time itself is part of what is measured. */
public final class Pause {

  private Pause() {}

  /** Waits so long. */
  public static void of(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
