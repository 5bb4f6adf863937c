package io.soma.memory.app.usecase.backlog;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;

/**
 * Notices that this process stood still, as by SIGSTOP or in a paused machine: its knowledge of
 * other instances is then out of date. A thread that ticks again and again leaves a gap. Safe for
 * many threads.
 */
public final class PauseDetector {

  /** How far apart ticks should be. */
  public static final Duration TICK_EVERY = Duration.ofMillis(200);

  /** A longer gap is a pause; a busy machine and a collection of garbage leave shorter ones. */
  private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(1).toNanos();

  private final MonotonicClock clock;
  private volatile boolean ticking;
  private volatile long lastTick;
  private volatile long lastPauseEnd;

  /** By a clock that goes on while the process stands still. Without ticks it notices nothing. */
  public PauseDetector(MonotonicClock clock) {
    this.clock = clock;
    this.lastPauseEnd = clock.nanos();
  }

  /** To be called every {@link #TICK_EVERY}; calls must not overlap. */
  public void tick() {
    long now = clock.nanos();
    if (isPauseUntil(now)) {
      lastPauseEnd = now;
    }
    lastTick = now;
    ticking = true;
  }

  /** Now, for {@link #isSince}. */
  public long now() {
    return clock.nanos();
  }

  /**
   * Whether the process has run without a pause since a time; the threads of a pause wake together.
   */
  public boolean isSince(long time) {
    return !isPauseUntil(clock.nanos()) && time - lastPauseEnd >= 0;
  }

  private boolean isPauseUntil(long now) {
    return ticking && now - lastTick > LONGEST_GAP_NANOS;
  }
}
