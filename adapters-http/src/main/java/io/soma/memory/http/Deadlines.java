package io.soma.memory.http;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends calls that take longer than they may. Safe for many threads.
 *
 * <p>OkHttp's own timeouts wake a thread for nearly every call where few are under way, as each
 * call takes its timeout along when it ends. Here one thread sleeps until the earliest end that it
 * has seen, and is left asleep by calls that end before and by new ones that may last longer. So it
 * wakes about once in the time that one call may take, however many there are.
 */
final class Deadlines implements AutoCloseable {

  private static final long FAR = Duration.ofDays(1).toNanos();

  private final MonotonicClock clock = MonotonicClock.SYSTEM;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final Thread watch = new Thread(this::watch, "soma-http-deadlines");

  /** When the watch looks again at the latest. */
  private volatile long nextLook = clock.nanos();

  private volatile boolean closed;

  private Deadlines() {}

  static Deadlines start() {
    Deadlines deadlines = new Deadlines();
    deadlines.watch.setDaemon(true);
    deadlines.watch.start();
    return deadlines;
  }

  /**
   * Watches a call until it is {@linkplain #done done}.
   *
   * @param timeout positive; more than a day is a day
   */
  Deadline begin(Attempt call, Duration timeout) {
    long nanos = timeout.toDays() >= 1 ? FAR : timeout.toNanos();
    Deadline deadline = new Deadline(call, clock.nanos() + nanos);
    running.add(deadline);
    // After the call can be seen, so that either the watch sees it or is woken.
    if (deadline.isBefore(nextLook)) {
      LockSupport.unpark(watch);
    }
    if (closed) {
      deadline.pass();
    }
    return deadline;
  }

  /** The call has ended, in whichever way. */
  void done(Deadline deadline) {
    running.remove(deadline);
  }

  /** From now on calls end as they begin; the watch ends after the last that is under way. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
  }

  private void watch() {
    while (!closed || !running.isEmpty()) {
      LockSupport.parkNanos(this, nextLook - clock.nanos());
      look();
    }
  }

  private void look() {
    long now = clock.nanos();
    // Whoever comes during the look wakes the watch again, as it may not have been seen.
    nextLook = now + 2 * FAR;
    long earliest = now + FAR;
    for (Deadline deadline : running) {
      if (deadline.isBefore(now)) {
        done(deadline);
        deadline.pass();
      } else if (deadline.isBefore(earliest)) {
        earliest = deadline.at();
      }
    }
    nextLook = earliest;
  }
}
