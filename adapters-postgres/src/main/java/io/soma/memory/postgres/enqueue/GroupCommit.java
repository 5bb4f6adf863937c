package io.soma.memory.postgres.enqueue;

import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.enqueue.WaitingWrite.Step;
import io.soma.memory.supervision.StackReserve;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
 *
 * <p>A caller's own trouble, such as a stack that ends or a full heap, fails that caller's write
 * alone: the writes of its batch are tried again, and the next caller leads.
 */
final class GroupCommit {

  static final int MAX_WRITES = 256;
  static final int MAX_CHARACTERS = 4 << 20;

  /** About half of a commit's time. */
  private static final long BATCH_WAIT_NANOS = 200_000;

  /** How long a write waits for earlier batches; its own commit is bounded by its statement. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit;
  private final LoneCommits alone;
  private final Duration longestWait;
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
    this(commit, new LoneCommits(commit, MonotonicClock.SYSTEM::nanos), LONGEST_WAIT);
  }

  /**
   * @param alone commits the writes of a batch that failed
   */
  GroupCommit(Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit, LoneCommits alone) {
    this(commit, alone, LONGEST_WAIT);
  }

  GroupCommit(
      Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit,
      LoneCommits alone,
      Duration longestWait) {
    this.commit = commit;
    this.alone = alone;
    this.longestWait = longestWait;
  }

  /**
   * Commits a write; throws the exception of {@code commit} for it.
   *
   * @throws AbandonedWriteException if it was left out
   * @throws OutboxUnavailableException also if it waited too long for earlier commits
   */
  Enqueued enqueue(EnqueuedWrite write) {
    StackReserve.require();
    WaitingWrite mine = new WaitingWrite(write);
    join(mine);
    Step step = awaitTurn(mine);
    if (step == Step.LEAD) {
      lead(mine);
      step = mine.await();
    }
    if (step == Step.DONE) {
      return mine.outcome().orElseThrow(AbandonedWriteException::new);
    }
    OutboxUnavailableException cause = mine.cause();
    if (cause != null) {
      throw new OutboxUnavailableException(String.valueOf(cause.getMessage()), cause);
    }
    return alone.commit(write);
  }

  private synchronized void join(WaitingWrite write) {
    queue.add(write);
    if (!led) {
      led = true;
      write.lead();
    } else if (gathering != null && queue.size() >= expected) {
      LockSupport.unpark(gathering);
    }
  }

  private Step awaitTurn(WaitingWrite mine) {
    Step step = mine.await(longestWait.toNanos());
    if (step != null) {
      return step;
    }
    if (leave(mine)) {
      String why =
          "earlier commits of the outbox took longer than " + longestWait.toSeconds() + " s";
      throw new OutboxUnavailableException(why, new TimeoutException(why));
    }
    return mine.await();
  }

  /** Gives up waiting; says whether the write is out, and neither committed nor to lead. */
  private synchronized boolean leave(WaitingWrite mine) {
    return mine.step() == null && queue.remove(mine);
  }

  // An interrupt is for the leader, not for the callers of the other writes in its batch. Nothing
  // after the commit allocates, as the callers of a batch must learn how it ended.
  private void lead(WaitingWrite mine) {
    boolean interrupted = Thread.interrupted();
    mine.hasLed();
    List<WaitingWrite> batch = List.of();
    List<WaitingWrite> behind = List.of();
    List<Optional<Enqueued>> outcomes = List.of();
    OutboxUnavailableException cause = null;
    try {
      gather();
      batch = nextBatch();
      outcomes = commit.apply(batch.stream().map(WaitingWrite::write).toList());
    } catch (OutboxUnavailableException e) {
      cause = e;
      behind = everybodyWaiting();
    } catch (RuntimeException e) {
      // Each caller of the batch tries alone.
      if (leave(mine)) {
        mine.alone();
      }
    } catch (Error e) {
      // Before the batch was taken, it would be the next one to lead.
      leave(mine);
      throw e;
    } finally {
      // First, so that the next batch is under way while the callers of this one wake up.
      passOn();
      tell(batch, outcomes, cause);
      tell(behind, List.of(), cause);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void gather() {
    long end = MonotonicClock.SYSTEM.nanos() + BATCH_WAIT_NANOS;
    for (long left = BATCH_WAIT_NANOS;
        left > 0 && isTooFew();
        left = end - MonotonicClock.SYSTEM.nanos()) {
      LockSupport.parkNanos(this, left);
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

  private synchronized List<WaitingWrite> everybodyWaiting() {
    return queue.takeAll();
  }

  private synchronized void passOn() {
    WaitingWrite next = queue.first();
    led = next != null;
    if (next != null) {
      next.lead();
    }
  }

  private static void tell(
      List<WaitingWrite> batch,
      List<Optional<Enqueued>> outcomes,
      @Nullable OutboxUnavailableException cause) {
    for (int i = 0; i < batch.size(); i++) {
      if (cause != null) {
        batch.get(i).unavailable(cause);
      } else if (i < outcomes.size()) {
        batch.get(i).done(outcomes.get(i));
      } else {
        batch.get(i).alone();
      }
    }
  }
}
