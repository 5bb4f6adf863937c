package io.soma.memory.app.usecase.backlog;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.Locale;

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
  private volatile long lastPauseNanos;

  /** By a clock that goes on while the process stands still. Without ticks it notices nothing. */
  public PauseDetector(MonotonicClock clock) {
    this.clock = clock;
    this.lastPauseEnd = clock.nanos();
  }

  /** To be called every {@link #TICK_EVERY}; calls must not overlap. */
  public void tick() {
    long now = clock.nanos();
    if (isPauseUntil(now)) {
      lastPauseNanos = now - lastTick;
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

  /** The newest pause, in words that follow "as". */
  public String describe() {
    long now = clock.nanos();
    long nanos = isPauseUntil(now) ? now - lastTick : lastPauseNanos;
    return String.format(
        Locale.ROOT,
        "this process stood still for %.1f s meanwhile, and its caller may have given up: the"
            + " machine is overloaded or was suspended",
        nanos / 1e9);
  }

  private boolean isPauseUntil(long now) {
    return ticking && now - lastTick > LONGEST_GAP_NANOS;
  }
}
