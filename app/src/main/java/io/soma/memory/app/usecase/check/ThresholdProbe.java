package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.breaker.BreakerPolicy;
import java.time.Duration;

/** Whether the breaker's numbers fit each other. */
public final class ThresholdProbe implements Probe {

  private static final String ITEM = "thresholds";
  private static final int MANY_FAILURES = 20;

  private final BreakerPolicy policy;
  private final Duration callTimeout;

  /** Compares the common policy with the time of a call. */
  public ThresholdProbe(BreakerPolicy policy, Duration callTimeout) {
    this.policy = policy;
    this.callTimeout = callTimeout;
  }

  @Override
  public Finding look() {
    int failures = policy.failureThreshold();
    Duration reset = policy.resetInterval();
    if (failures > MANY_FAILURES) {
      return Finding.warning(
          ITEM,
          "a circuit opens only after " + failures + " failures in a row",
          "each may cost a caller "
              + callTimeout.toMillis()
              + " ms; 3 is usual"
              + " (SOMABRAIN_MEMORY_FAILURE_THRESHOLD)");
    }
    if (reset.compareTo(callTimeout) < 0) {
      return Finding.warning(
          ITEM,
          "a circuit is tried again after " + reset.toMillis() + " ms, before a call can time out",
          "60 s is usual (SOMABRAIN_MEMORY_RESET_INTERVAL)");
    }
    return Finding.ok(
        ITEM, failures + " failures open a circuit for " + reset.toMillis() / 1000.0 + " s");
  }
}
