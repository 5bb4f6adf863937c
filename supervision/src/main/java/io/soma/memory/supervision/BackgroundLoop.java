package io.soma.memory.supervision;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.retry.Backoff;
import io.soma.memory.domain.retry.FailureStreaks;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A background task that runs turn after turn on its own thread. Nothing that a turn throws ends
 * it. Safe for many threads.
 */
public final class BackgroundLoop implements AutoCloseable {

  /** A turn that takes longer counts as standing still. */
  static final Duration STANDSTILL = Duration.ofMinutes(2);

  /** How long the present turn may still take at the end. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final Logger LOG = Logs.of(BackgroundLoop.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final double WITHOUT_JITTER = 1;

  private final String what;
  private final Runnable turn;

  /** Null where the first turn that returns is the last. */
  private final @Nullable Duration pause;

  private final MonotonicClock clock;
  private final ThreadWaits waits;
  private final LoopThreads threads;
  private final TurnFaults faults;
  private final FailureStreaks<String> streaks = new FailureStreaks<>();
  private final CompletableFuture<@Nullable Void> stopping = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile @Nullable Thread thread;
  private volatile boolean broken;
  private volatile boolean busy;
  private volatile long begun;
  private int breaks;

  BackgroundLoop(
      String what,
      Runnable turn,
      @Nullable Duration pause,
      MonotonicClock clock,
      ThreadWaits waits,
      LoopThreads threads,
      TurnFaults faults) {
    this.what = what;
    this.turn = turn;
    this.pause = pause;
    this.clock = clock;
    this.waits = waits;
    this.threads = threads;
    this.faults = faults;
  }

  /** The task's name, as it reads after "could not". */
  String what() {
    return what;
  }

  synchronized void start() {
    thread = threads.start(what, this::run);
  }

  /** Starts it again if its thread is gone, which nothing that is known can bring about. */
  synchronized void revive() {
    if (isGone()) {
      LOG.error("the thread that has to {} is gone; another one takes its place", what);
      start();
    }
  }

  /** Says once in the log that a turn does not end. */
  void mindStandstill() {
    if (isStandingStill()) {
      if (streaks.begins("standstill")) {
        LOG.error("it takes over {} s to {}: it stands still", STANDSTILL.toSeconds(), what);
      }
    } else if (streaks.ended("standstill") > 0) {
      LOG.info("can {} again", what);
    }
  }

  /** Whether it does not do its work at present. */
  boolean isInTrouble() {
    return !isOver() && (broken || isGone() || isStandingStill());
  }

  boolean isOver() {
    return ended.isDone() || stopping.isDone();
  }

  private boolean isGone() {
    Thread known = thread;
    return known != null && !known.isAlive() && !isOver();
  }

  private boolean isStandingStill() {
    return pause != null && busy && clock.nanos() - begun > STANDSTILL.toNanos();
  }

  private void run() {
    while (!isOver()) {
      try {
        Duration wait = takeTurn();
        if (wait == null || waits.await(stopping, wait)) {
          break;
        }
      } catch (InterruptedException e) {
        LOG.debug("interrupted between two turns to {}", what, e);
      } catch (Throwable e) {
        // Handling the failure may fail too, as without memory; that must not end the loop.
        broken = true;
        waits.pause(CLOSE_TIMEOUT);
      }
    }
    ended.complete(null);
  }

  /** Takes a turn on the thread of the caller; how long to wait for the next, null if none is. */
  @Nullable Duration takeTurn() {
    begun = clock.nanos();
    busy = true;
    try {
      faults.before(what);
      if (pause == null) {
        broken = false;
      }
      turn.run();
      passed();
      return pause;
    } catch (SomaMemoryException e) {
      return pause == null ? broke(e) : failed(e, pause);
    } catch (RuntimeException | Error e) {
      return broke(e);
    } finally {
      busy = false;
    }
  }

  private void passed() {
    broken = false;
    breaks = 0;
    int times = streaks.ended("turn");
    if (times > 0) {
      LOG.atInfo().addKeyValue("failures", times).log("can {} again", what);
    }
  }

  // Such as a database that cannot be reached: waiting events go on waiting, and another place
  // reports it.
  private Duration failed(SomaMemoryException e, Duration wait) {
    broken = false;
    breaks = 0;
    if (streaks.begins("turn")) {
      LOG.warn("could not {}, trying again: {}", what, e.getMessage());
    }
    LOG.debug("could not {}", what, e);
    return wait;
  }

  private Duration broke(Throwable e) {
    broken = true;
    if (stopping.isDone()) {
      LOG.debug("broke at its end: {}", what, e);
      return Duration.ZERO;
    }
    boolean isLongAgo = clock.nanos() - begun > STANDSTILL.toNanos();
    breaks = isLongAgo ? 1 : breaks + 1;
    Duration backoff = BACKOFF.after(breaks, WITHOUT_JITTER);
    Duration wait = pause != null && pause.compareTo(backoff) > 0 ? pause : backoff;
    if (streaks.begins("turn") || isLongAgo) {
      LOG.error("could not {}, which broke; again in {} s", what, wait.toSeconds(), e);
    } else {
      LOG.debug("could not {} for the {}th time", what, breaks, e);
    }
    CaughtErrors.handOn(e);
    return wait;
  }

  /** Begins no further turn; the one under way ends when its body does. */
  public void endAfterTurn() {
    stopping.complete(null);
  }

  /** Begins no further turn, and waits some seconds for the one under way. */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  /** The same, with the time that a turn may still take; then its thread is interrupted. */
  public void close(Duration patience) {
    stopping.complete(null);
    Thread running = thread;
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      if (!waits.await(ended, patience)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
