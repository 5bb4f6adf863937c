package io.soma.memory.postgres.enqueue;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If a thread breaks while it leads a batch, the other callers go on. */
@Timeout(120)
class LeaderTroubleTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final int STACK = 256 << 10;
  private static final int DEPTHS = 2000;

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 100})
  void aStackThatEndsAtAnyDepthStopsNoOtherWrite(int framesOfCommit) throws Exception {
    for (int run = 0; run < 5; run++) {
      GroupCommit writes =
          new GroupCommit(
              batch -> {
                descend(framesOfCommit);
                return commit(batch);
              });

      EnqueuedWrite deep = EnqueuedWrite.of(store(ALICE, 1));
      // A class that is loaded at the end of a stack stays broken.
      assertThat(writes.enqueue(deep).added()).isTrue();

      runOnAShortStack(() -> writes.enqueue(deep));

      CompletableFuture<Enqueued> other = new CompletableFuture<>();
      start(() -> other.complete(writes.enqueue(EnqueuedWrite.of(store(BOB, 2)))));
      assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(enqueued(store(BOB, 2)));
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
  void anErrorInTheLeadersThreadFailsItsWriteAlone(Class<? extends Error> type) throws Exception {
    Error error = type.getConstructor().newInstance();
    CountDownLatch mayFail = new CountDownLatch(1);
    AtomicReference<Delivery> leading = new AtomicReference<>();
    GroupCommit writes =
        new GroupCommit(
            batch -> {
              if (leading.compareAndSet(null, batch.get(0).delivery())) {
                await(mayFail);
              }
              if (batch.size() > 1) {
                throw error;
              }
              return commit(batch);
            });
    List<CompletableFuture<Enqueued>> outcomes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      outcomes.add(enqueueAsync(writes, store(i < 2 ? ALICE : BOB, i)));
    }
    mayFail.countDown();

    assertThat(outcomes.get(0).get(20, TimeUnit.SECONDS).added()).isTrue();
    assertThatThrownBy(() -> outcomes.get(1).get(20, TimeUnit.SECONDS)).hasCause(error);
    assertThat(outcomes.get(2).get(20, TimeUnit.SECONDS)).isEqualTo(enqueued(store(BOB, 2)));
    assertThat(outcomes.get(3).get(20, TimeUnit.SECONDS)).isEqualTo(enqueued(store(BOB, 3)));
    assertThat(writes.enqueue(EnqueuedWrite.of(store(BOB, 9))).added()).isTrue();
  }

  @Test
  void aWriteWaitsForACommitThatHangsForABoundedTimeOnly() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> hangs =
        batch -> {
          await(mayEnd);
          return commit(batch);
        };
    LoneCommits alone = new LoneCommits(hangs, System::nanoTime);
    GroupCommit writes = new GroupCommit(hangs, alone, Duration.ofMillis(50));
    CompletableFuture<Enqueued> hanging = enqueueAsync(writes, store(ALICE, 1));

    assertThatThrownBy(() -> writes.enqueue(EnqueuedWrite.of(store(BOB, 2))))
        .isInstanceOf(OutboxUnavailableException.class)
        .hasMessageContaining("took longer than");

    mayEnd.countDown();
    assertThat(hanging.get(20, TimeUnit.SECONDS).added()).isTrue();
    assertThat(writes.enqueue(EnqueuedWrite.of(store(BOB, 2))).added()).isTrue();
  }

  private List<Optional<Enqueued>> commit(List<EnqueuedWrite> writes) {
    return writes.stream().map(write -> Optional.of(enqueued(write.delivery()))).toList();
  }

  private static Enqueued enqueued(Delivery delivery) {
    return Enqueued.added(new EventId(delivery.dedupeKey().hashCode()), delivery.idempotencyKey());
  }

  private static CompletableFuture<Enqueued> enqueueAsync(GroupCommit writes, Delivery delivery) {
    CompletableFuture<Enqueued> outcome = new CompletableFuture<>();
    Thread thread =
        start(
            () -> {
              try {
                outcome.complete(writes.enqueue(EnqueuedWrite.of(delivery)));
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    Await.until(
        "it waits",
        () ->
            thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING);
    return outcome;
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  // Goes down to the end of the stack, and runs the task at each of the last depths on the way
  // back.
  private void runOnAShortStack(Runnable task) throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    Thread thread =
        new Thread(null, () -> deeper(Integer.MAX_VALUE, tries, task), "short stack", STACK);
    thread.setDaemon(true);
    thread.start();
    thread.join(20_000);
    assertThat(thread.isAlive()).as("the deep caller hangs").isFalse();
  }

  private static void deeper(int depth, AtomicInteger tries, Runnable task) {
    try {
      if (depth > 0) {
        deeper(depth - 1, tries, task);
      }
    } catch (StackOverflowError e) {
      // The end.
    }
    try {
      if (tries.incrementAndGet() < DEPTHS) {
        task.run();
      }
    } catch (StackOverflowError e) {
      // Not enough at this depth.
    }
  }

  private static void descend(int depth) {
    if (depth > 0) {
      descend(depth - 1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
