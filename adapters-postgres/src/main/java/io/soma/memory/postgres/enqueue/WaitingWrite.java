package io.soma.memory.postgres.enqueue;

import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A caller's write in the queue of a {@link GroupCommit}, and the caller's next step. */
final class WaitingWrite {

  /** The state that a woken caller finds. */
  sealed interface Call {

    /** Lead the next batch; this write is its first. */
    record Lead() implements Call {}

    /** The write is committed, or left out as its caller is gone. */
    record Done(Optional<Enqueued> outcome) implements Call {}

    /** The database was out of reach. */
    record Unavailable(OutboxUnavailableException cause) implements Call {}

    /** The batch failed; try this write alone. */
    record Alone() implements Call {}
  }

  private final EnqueuedWrite write;
  private final CountDownLatch woken = new CountDownLatch(1);
  private volatile @Nullable Call call;

  WaitingWrite(EnqueuedWrite write) {
    this.write = write;
  }

  EnqueuedWrite write() {
    return write;
  }

  void wake(Call newCall) {
    call = newCall;
    woken.countDown();
  }

  /** Waits for a call; an interrupt does not end the wait, as the write may be under way. */
  Call await() {
    boolean interrupted = false;
    while (true) {
      try {
        woken.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Call found = call;
    if (found == null) {
      throw new IllegalStateException("woken without a call");
    }
    return found;
  }
}
