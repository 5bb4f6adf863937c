package io.soma.memory.domain.retry;

import java.time.Duration;

/**
 * Waits that grow with the attempt: {@code base * 2^(attempt - 1)}, at most {@code max}, then moved
 * at random within its upper half ("equal jitter"), so that callers that failed together do not
 * retry together.
 */
public record Backoff(Duration base, Duration max) {

  public Backoff {
    if (base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "a backoff needs 0 < base <= max, but has " + base + " and " + max);
    }
  }

  /**
   * The wait before trying again.
   *
   * @param attempt how many attempts have failed; at least 1
   * @param random a random number from 0 to 1
   */
  public Duration after(int attempt, double random) {
    double full = Math.min(base.toNanos() * Math.pow(2, attempt - 1.0), (double) max.toNanos());
    return Duration.ofNanos((long) (full / 2 + full / 2 * random));
  }
}
