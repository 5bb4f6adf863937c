package io.soma.memory.postgres.enqueue;

import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.enqueue.WaitingWrite.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets writes of many callers share one commit, without a thread of its own. A caller that arrives
 * while no commit is under way leads a batch. A caller that arrives during a commit joins the next
 * batch; the first of these callers leads it. A batch takes writes from the tenants in turn.
 *
 * <p>If a leader's batch would be smaller than the last ones, the leader waits a moment for more
 * writes, because callers that were served together send their next writes together. Otherwise the
 * first of them would commit alone each time while the others wait. A single caller never waits.
 *
 * <p>If a batch fails because of one write, the batch is dissolved and each caller tries alone, so
 * that no write fails because of another. If the database is out of reach, all waiting callers
 * learn so at once.
 */
final class GroupCommit {

  static final int MAX_WRITES = 256;
  static final int MAX_CHARACTERS = 4 << 20;

  /** About half of a commit's time. */
  private static final long BATCH_WAIT_NANOS = 200_000;

  private final Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit;
  private final WaitingWrites queue = new WaitingWrites();
  private boolean led;
  private int lastBatch = 1;
  private int expected = 1;
  private @Nullable Thread gathering;

  /**
   * @param commit commits writes together and returns the result of each, in their order, empty for
   *     a write that it left out because its caller is gone; throws {@link
   *     OutboxUnavailableException} if no write could have been committed
   */
  GroupCommit(Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit) {
    this.commit = commit;
  }

  /**
   * Commits a write; throws the exception of {@code commit} for it.
   *
   * @throws AbandonedWriteException if it was left out
   */
  Enqueued enqueue(EnqueuedWrite write) {
    WaitingWrite mine = new WaitingWrite(write);
    join(mine);
    Call call = mine.await();
    if (call instanceof Call.Lead) {
      lead();
      call = mine.await();
    }
    if (call instanceof Call.Done done) {
      return done.outcome().orElseThrow(AbandonedWriteException::new);
    }
    if (call instanceof Call.Unavailable unavailable) {
      throw new OutboxUnavailableException(
          String.valueOf(unavailable.cause().getMessage()), unavailable.cause());
    }
    return commit.apply(List.of(write)).get(0).orElseThrow(AbandonedWriteException::new);
  }

  private synchronized void join(WaitingWrite write) {
    queue.add(write);
    if (!led) {
      led = true;
      write.wake(new Call.Lead());
    } else if (gathering != null && queue.size() >= expected) {
      LockSupport.unpark(gathering);
    }
  }

  // An interrupt is for the leader, not for the callers of the other writes in its batch.
  private void lead() {
    boolean interrupted = Thread.interrupted();
    Runnable news = () -> {};
    try {
      if (isTooFew()) {
        LockSupport.parkNanos(this, BATCH_WAIT_NANOS);
      }
      news = commitTogether(nextBatch());
    } finally {
      // First, so that the next batch is under way while the callers of this one wake up.
      passOn();
      news.run();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean isTooFew() {
    gathering = queue.size() < expected ? Thread.currentThread() : null;
    return gathering != null;
  }

  private synchronized List<WaitingWrite> nextBatch() {
    gathering = null;
    List<WaitingWrite> batch = queue.take(MAX_WRITES, MAX_CHARACTERS);
    expected = Math.min((lastBatch + batch.size()) / 2, MAX_WRITES);
    lastBatch = batch.size();
    return batch;
  }

  /** Tells the callers of a batch how it ended. */
  private Runnable commitTogether(List<WaitingWrite> batch) {
    try {
      List<Optional<Enqueued>> outcomes =
          commit.apply(batch.stream().map(WaitingWrite::write).toList());
      return () -> wakeEach(batch, outcomes);
    } catch (OutboxUnavailableException e) {
      List<WaitingWrite> behind = everybodyWaiting();
      return () -> {
        wakeAll(batch, new Call.Unavailable(e));
        wakeAll(behind, new Call.Unavailable(e));
      };
    } catch (RuntimeException e) {
      return () -> wakeAll(batch, new Call.Alone());
    } catch (Error e) {
      wakeAll(batch, new Call.Unavailable(new OutboxUnavailableException("a write broke", e)));
      throw e;
    }
  }

  private static void wakeEach(List<WaitingWrite> batch, List<Optional<Enqueued>> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).wake(new Call.Done(outcomes.get(i)));
    }
  }

  private synchronized List<WaitingWrite> everybodyWaiting() {
    return queue.takeAll();
  }

  private synchronized void passOn() {
    WaitingWrite next = queue.first();
    led = next != null;
    if (next != null) {
      next.wake(new Call.Lead());
    }
  }

  private static void wakeAll(List<WaitingWrite> writes, Call call) {
    writes.forEach(write -> write.wake(call));
  }
}
