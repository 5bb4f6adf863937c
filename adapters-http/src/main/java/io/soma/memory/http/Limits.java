package io.soma.memory.http;

import java.time.Duration;

/**
 * What one call may take; travels with it as a tag.
 *
 * @param timeoutMillis for all of the call; at least 1
 * @param maxBytes of the answer's body
 */
record Limits(int timeoutMillis, long maxBytes) {

  private static final long FOR_WRITES = 1L << 20;
  private static final long FOR_READS = 8L << 20;

  // To OkHttp a timeout of zero is none at all, and one of over 2^31 ms an error.
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  static Limits forWrite(Duration timeout) {
    return new Limits(millis(timeout), FOR_WRITES);
  }

  static Limits forRead(Duration timeout) {
    return new Limits(millis(timeout), FOR_READS);
  }

  private static int millis(Duration timeout) {
    return (int) Math.max(1, (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toMillis());
  }
}
