package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares this process's clock with the database's. No order and no lease rests on this process's
 * clock, but the ages that operators see do. Safe for many threads; one thread looks.
 */
@Singleton
public final class ClockWatch {

  static final Duration EVERY = Duration.ofSeconds(5);

  /** An older difference is not shown: the database is away. */
  static final Duration FRESH = Duration.ofSeconds(30);

  /** A slower answer says too little: the error is up to half of the round trip. */
  static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(1);

  private final OutboxClock database;
  private final InstantSource wallClock;
  private final MonotonicClock clock;
  private volatile @Nullable Seen seen;
  private @Nullable Long lookedAt;

  /** Between these clocks. */
  @Inject
  public ClockWatch(OutboxClock database, InstantSource wallClock, MonotonicClock clock) {
    this.database = database;
    this.wallClock = wallClock;
    this.clock = clock;
  }

  /**
   * How far this process's clock is ahead of the database's, negative where it is behind; empty
   * where it was not measured within the last {@link #FRESH}.
   */
  public Optional<Duration> skew() {
    Seen last = seen;
    return last == null || clock.nanos() - last.at > FRESH.toNanos()
        ? Optional.empty()
        : Optional.of(last.skew);
  }

  /** Looks where it is time to; to be called every second. */
  public void look() {
    long begun = clock.nanos();
    if (lookedAt != null && begun - lookedAt < EVERY.toNanos()) {
      return;
    }
    lookedAt = begun;
    Instant before = wallClock.instant();
    Instant there;
    try {
      there = database.now();
    } catch (OutboxUnavailableException e) {
      // Each user of the outbox meets its failure itself, and reports it.
      return;
    }
    long answered = clock.nanos();
    Duration roundTrip = Duration.ofNanos(answered - begun);
    if (roundTrip.compareTo(LONGEST_ROUND_TRIP) <= 0) {
      seen = new Seen(skew(before, roundTrip, there), answered);
    }
  }

  /** The database is taken to read its clock in the middle of the round trip. */
  static Duration skew(Instant before, Duration roundTrip, Instant there) {
    return Duration.between(there, before.plus(roundTrip.dividedBy(2)));
  }

  private record Seen(Duration skew, long at) {}
}
