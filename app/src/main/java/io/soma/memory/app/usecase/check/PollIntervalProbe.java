package io.soma.memory.app.usecase.check;

import java.time.Duration;

/** Whether tenants recover without new traffic, and soon. */
public final class PollIntervalProbe implements Probe {

  private static final String ITEM = "poll interval";

  private final Duration interval;
  private final Duration resetInterval;

  /** Compares the interval between health polls with that of the breaker. */
  public PollIntervalProbe(Duration interval, Duration resetInterval) {
    this.interval = interval;
    this.resetInterval = resetInterval;
  }

  @Override
  public Finding look() {
    if (interval.isZero()) {
      return Finding.warning(
          ITEM,
          "nobody looks at the memory service's health",
          "set SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL to some seconds, or circuits wait out their"
              + " whole interval after an outage");
    }
    if (interval.compareTo(resetInterval) > 0) {
      return Finding.warning(
          ITEM,
          "the health is looked at every "
              + interval.toMillis() / 1000.0
              + " s, more seldom than"
              + " circuits are tried",
          "5 s is usual (SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL)");
    }
    return Finding.ok(ITEM, "every " + interval.toMillis() / 1000.0 + " s");
  }
}
