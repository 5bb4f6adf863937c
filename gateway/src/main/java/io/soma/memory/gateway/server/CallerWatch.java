package io.soma.memory.gateway.server;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Looks at the connections of requests that take long, and finds out which callers have left. A
 * request that is answered sooner costs no look. Safe for many threads.
 */
final class CallerWatch {

  private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

  private final Set<WaitingCaller> waiting = ConcurrentHashMap.newKeySet();
  private final MonotonicClock clock;

  CallerWatch(MonotonicClock clock) {
    this.clock = clock;
  }

  /** Watches over the caller of a request that begins. */
  WaitingCaller begin(BooleanSupplier peerGone) {
    WaitingCaller caller = new WaitingCaller(peerGone, clock.nanos());
    waiting.add(caller);
    return caller;
  }

  /** Ends the watch over a caller; no look at it is under way once this returns. */
  void end(WaitingCaller caller) {
    waiting.remove(caller);
    caller.end();
  }

  /** Looks once at each caller that has waited long. */
  void look() {
    long now = clock.nanos();
    for (WaitingCaller caller : waiting) {
      if (now - caller.since() >= LONG_NANOS) {
        caller.look();
      }
    }
  }
}
