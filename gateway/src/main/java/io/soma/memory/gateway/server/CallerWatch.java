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

  /** After this process stood still, data that arrived meanwhile is read within this time. */
  private static final long AFTER_A_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Set<WaitingCaller> waiting = ConcurrentHashMap.newKeySet();
  private final MonotonicClock clock;
  private volatile long lastLook;
  private volatile long suspectUntil;

  CallerWatch(MonotonicClock clock) {
    this.clock = clock;
    this.lastLook = clock.nanos();
    this.suspectUntil = lastLook;
  }

  /** Watches over the caller of a request that begins. */
  WaitingCaller begin(BooleanSupplier peerGone) {
    WaitingCaller caller = new WaitingCaller(peerGone, clock.nanos(), this::hasStoodStill);
    waiting.add(caller);
    return caller;
  }

  /** Ends the watch over a caller; no look at it is under way once this returns. */
  void end(WaitingCaller caller) {
    waiting.remove(caller);
    caller.end();
  }

  /** Looks once at each caller that has waited long; to be called again and again. */
  void look() {
    long now = clock.nanos();
    if (now - lastLook > LONG_NANOS) {
      suspectUntil = now + AFTER_A_PAUSE_NANOS;
    }
    lastLook = now;
    for (WaitingCaller caller : waiting) {
      if (now - caller.since() >= LONG_NANOS) {
        caller.look();
      }
    }
  }

  // The looks leave a gap where the process was stopped; a request of that time looks new.
  private boolean hasStoodStill() {
    long now = clock.nanos();
    return now - lastLook > LONG_NANOS || now - suspectUntil < 0;
  }
}
