package io.soma.memory.postgres.enqueue;

import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A caller's write in the queue of a {@link GroupCommit}, and the caller's next step. The thread
 * that creates it is the one that waits. Waiting and waking allocate nothing, so that a full heap
 * leaves no caller waiting.
 */
final class WaitingWrite extends Chain.Link<WaitingWrite> {

  /** What a woken caller does next. */
  enum Step {
    /** Lead the next batch; this write is its first. */
    LEAD,

    /** Nothing: the write is committed, or left out as its caller is gone. */
    DONE,

    /** Nothing: the database was out of reach. */
    UNAVAILABLE,

    /** Try this write alone, as the batch failed. */
    ALONE
  }

  private final EnqueuedWrite write;
  private final Thread caller = Thread.currentThread();
  private Optional<Enqueued> outcome = Optional.empty();
  private @Nullable OutboxUnavailableException cause;
  private volatile @Nullable Step step;

  WaitingWrite(EnqueuedWrite write) {
    this.write = write;
  }

  EnqueuedWrite write() {
    return write;
  }

  void lead() {
    wake(Step.LEAD);
  }

  void done(Optional<Enqueued> howItEnded) {
    outcome = howItEnded;
    wake(Step.DONE);
  }

  void unavailable(OutboxUnavailableException why) {
    cause = why;
    wake(Step.UNAVAILABLE);
  }

  void alone() {
    wake(Step.ALONE);
  }

  private void wake(Step next) {
    step = next;
    if (caller != Thread.currentThread()) {
      LockSupport.unpark(caller);
    }
  }

  @Nullable Step step() {
    return step;
  }

  /** Empty if the write was left out. To be asked after {@link Step#DONE}. */
  Optional<Enqueued> outcome() {
    return outcome;
  }

  /** To be asked after {@link Step#UNAVAILABLE}. */
  @Nullable OutboxUnavailableException cause() {
    return cause;
  }

  /**
   * Waits for the next step; an interrupt does not end the wait, as the write may be under way.
   *
   * @param nanos how long at most
   * @return null if the time is over
   */
  @Nullable Step await(long nanos) {
    boolean interrupted = false;
    long end = MonotonicClock.SYSTEM.nanos() + nanos;
    for (long left = nanos; step == null && left > 0; left = end - MonotonicClock.SYSTEM.nanos()) {
      LockSupport.parkNanos(this, left);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return step;
  }

  /** The same until the next step, however long that takes. */
  Step await() {
    Step found = step;
    while (found == null) {
      found = await(Long.MAX_VALUE);
    }
    return found;
  }

  /** Forgets that it was to lead, as it did. */
  void hasLed() {
    if (step == Step.LEAD) {
      step = null;
    }
  }
}
