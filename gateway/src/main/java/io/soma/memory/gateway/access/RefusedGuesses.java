package io.soma.memory.gateway.access;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes guesses at a token slow and visible: each refused one counts, the log has at most one line
 * in ten seconds, and the answer to a peer that goes on guessing is delayed, from the fourth guess
 * of a minute on, by 50 ms and then twice as long each time, up to two seconds. No thread waits. A
 * known token is never delayed. Safe for many threads.
 */
public final class RefusedGuesses {

  private static final Logger LOG = Logs.of(RefusedGuesses.class);

  private static final int FREE = 3;
  private static final long FIRST_DELAY_MILLIS = 50;
  private static final long MAX_DELAY_MILLIS = 2000;
  private static final int MAX_PEERS = 10_000;
  private static final long FORGET_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<InetAddress, Guesses> peers = new ConcurrentHashMap<>();
  private final MonotonicClock clock;
  private final Runnable counter;
  private final BiConsumer<Duration, Runnable> later;
  private long unlogged;
  private long logAgainAt;

  /**
   * Counts each refused guess.
   *
   * @param later runs a short task once when a time is over
   */
  public RefusedGuesses(
      MonotonicClock clock, Runnable counter, BiConsumer<Duration, Runnable> later) {
    this.clock = clock;
    this.later = later;
    this.counter = counter;
    this.logAgainAt = clock.nanos();
  }

  /** Notes a refused token, and gives the answer to it when its time has come. */
  public <T> CompletionStage<T> refuse(InetAddress peer, T answer) {
    Duration delay = note(peer);
    if (delay.isZero()) {
      return CompletableFuture.completedFuture(answer);
    }
    CompletableFuture<T> delayed = new CompletableFuture<>();
    later.accept(delay, () -> delayed.complete(answer));
    return delayed;
  }

  /** Notes a refused token, and says how long the answer to it should wait. */
  Duration note(InetAddress peer) {
    counter.run();
    log(peer);
    long now = clock.nanos();
    if (peers.size() >= MAX_PEERS) {
      peers.values().removeIf(guesses -> now - guesses.last() > FORGET_NANOS);
    }
    // With that many guessing at once, all further ones count as one.
    InetAddress counted =
        peers.size() < MAX_PEERS || peers.containsKey(peer)
            ? peer
            : InetAddress.getLoopbackAddress();
    Guesses guesses = peers.compute(counted, (p, before) -> Guesses.next(before, now));
    return delayOf(guesses.count());
  }

  private static Duration delayOf(int count) {
    if (count <= FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(count - FREE - 1, 10);
    return Duration.ofMillis(Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << doublings));
  }

  private synchronized void log(InetAddress peer) {
    unlogged++;
    long now = clock.nanos();
    if (now - logAgainAt < 0) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("peer", peer.getHostAddress())
        .addKeyValue("refused", unlogged)
        .log("a request with an unknown token was refused");
    unlogged = 0;
    logAgainAt = now + LOG_EVERY_NANOS;
  }

  /** How often one peer has guessed without a minute's pause, and when it last did. */
  private record Guesses(int count, long last) {

    static Guesses next(@Nullable Guesses before, long now) {
      return before == null || now - before.last > FORGET_NANOS
          ? new Guesses(1, now)
          : new Guesses(Math.min(before.count, Integer.MAX_VALUE - 1) + 1, now);
    }
  }
}
