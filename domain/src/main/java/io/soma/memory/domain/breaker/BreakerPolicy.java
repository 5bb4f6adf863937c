package io.soma.memory.domain.breaker;

import java.time.Duration;

/**
 * When a circuit opens and when it tries again.
 *
 * @param failureThreshold failures in a row that open it; at least 1
 * @param resetInterval how long it stays open the first time; each failed probe doubles it, to at
 *     most {@value #MAX_INTERVAL_FACTOR} times
 * @param probeExpiry after which a probe that was never settled is given up and another let
 *     through; longer than a call's deadline, as a later answer no longer counts
 */
public record BreakerPolicy(int failureThreshold, Duration resetInterval, Duration probeExpiry) {

  /** The longest interval, in first intervals. */
  public static final int MAX_INTERVAL_FACTOR = 10;

  /** How far an interval is moved at random, either way, as a share of it. */
  public static final double JITTER = 0.1;

  /** The longest reset interval and probe expiry. */
  public static final Duration MAX_DURATION = Duration.ofDays(365);

  /** Three failures, a minute, half a minute. */
  public static final BreakerPolicy DEFAULT =
      new BreakerPolicy(3, Duration.ofSeconds(60), Duration.ofSeconds(30));

  public BreakerPolicy {
    if (failureThreshold < 1) {
      throw new IllegalArgumentException(
          "failureThreshold must be at least 1, but is " + failureThreshold);
    }
    check("resetInterval", resetInterval);
    check("probeExpiry", probeExpiry);
  }

  // Far below the 292 years that nanoseconds can tell apart, even ten times and with jitter.
  private static void check(String name, Duration value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is not set");
    }
    if (value.isNegative() || value.isZero() || value.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          name + " must be over zero and at most " + MAX_DURATION + ", but is " + value);
    }
  }

  /** The same with another threshold. */
  public BreakerPolicy withFailureThreshold(int threshold) {
    return new BreakerPolicy(threshold, resetInterval, probeExpiry);
  }

  /** The same with another interval. */
  public BreakerPolicy withResetInterval(Duration interval) {
    return new BreakerPolicy(failureThreshold, interval, probeExpiry);
  }

  /**
   * How long the circuit stays open, in nanoseconds.
   *
   * @param trips how often it opened without closing in between; at least 1
   * @param jitter where in the jitter's range, from -1 to 1
   */
  long openNanos(int trips, double jitter) {
    double factor = Math.min(Math.pow(2, trips - 1.0), MAX_INTERVAL_FACTOR);
    return (long) (resetInterval.toNanos() * factor * (1 + JITTER * jitter));
  }
}
