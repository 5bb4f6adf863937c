package io.soma.memory.testkit.fake;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wall clock and monotonic clock in one, which stand still until a test advances them; safe for
 * many threads.
 */
public final class ManualClock implements InstantSource, MonotonicClock {

  private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private final Instant start;
  private final AtomicLong elapsed = new AtomicLong();

  /** Starts at the beginning of 2026, UTC. */
  public ManualClock() {
    this(DEFAULT_START);
  }

  public ManualClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(elapsed.get());
  }

  @Override
  public long nanos() {
    return elapsed.get();
  }

  /** Lets time pass; a negative duration is refused, as the monotonic half never goes back. */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    elapsed.addAndGet(duration.toNanos());
  }
}
