package io.soma.memory.http;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.supervision.SuspendAwareClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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

  /** As long as a call takes by default. */
  private static final Duration OUTSIDE = Duration.ofSeconds(8);

  private final MonotonicClock clock = SuspendAwareClock.SYSTEM;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<@Nullable Deadline> ofThread = new ThreadLocal<>();

  /** Where the watch is at present; another thread after it broke. */
  private volatile @Nullable Thread watching;

  /** When the watch looks again at the latest. */
  private volatile long nextLook = clock.nanos();

  private volatile boolean closed;

  private Deadlines() {}

  static Deadlines start(Supervisor supervisor) {
    Deadlines deadlines = new Deadlines();
    BackgroundLoop unused = supervisor.loop("end calls at their deadline", deadlines::watch);
    return deadlines;
  }

  /**
   * Watches a call of this thread until it is {@linkplain #done done}.
   *
   * @param timeout positive; more than a day is a day
   */
  Deadline begin(Attempt call, Duration timeout) {
    long nanos = timeout.toDays() >= 1 ? FAR : timeout.toNanos();
    Deadline deadline = new Deadline(call, clock.nanos() + nanos);
    ofThread.set(deadline);
    running.add(deadline);
    // After the call can be seen, so that either the watch sees it or is woken.
    if (deadline.isBefore(nextLook)) {
      LockSupport.unpark(watching);
    }
    if (closed) {
      deadline.pass();
    }
    return deadline;
  }

  /** The call of this thread has ended, in whichever way. */
  void done(Deadline deadline) {
    ofThread.remove();
    forget(deadline);
  }

  private void forget(Deadline deadline) {
    running.remove(deadline);
  }

  /**
   * How long the call that this thread makes may still take. A thread without one, such as that of
   * a host's interceptor, may wait as long as a call takes by default.
   */
  Duration left() {
    Deadline deadline = ofThread.get();
    return deadline == null ? OUTSIDE : Duration.ofNanos(deadline.at() - clock.nanos());
  }

  /** From now on calls end as they begin; the watch ends after the last that is under way. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watching);
  }

  private void watch() {
    watching = Thread.currentThread();
    // A call that began before there was a watch could not wake it.
    look();
    while (!closed || !running.isEmpty()) {
      LockSupport.parkNanos(this, nextLook - clock.nanos());
      look();
    }
  }

  private void look() {
    long now = clock.nanos();
    // A call that is added during the scan wakes the watch again, because the scan may have missed
    // it.
    nextLook = now + 2 * FAR;
    long earliest = now + FAR;
    Error broken = null;
    for (Deadline deadline : running) {
      if (deadline.isBefore(now)) {
        forget(deadline);
        broken = passed(deadline, broken);
      } else if (deadline.isBefore(earliest)) {
        earliest = deadline.at();
      }
    }
    nextLook = earliest;
    if (broken != null) {
      throw broken;
    }
  }

  // One call that cannot be ended keeps no other from its end.
  private static @Nullable Error passed(Deadline deadline, @Nullable Error before) {
    try {
      deadline.pass();
      return before;
    } catch (RuntimeException e) {
      return new AssertionError("a call cannot be ended", e);
    } catch (Error e) {
      return e;
    }
  }
}
