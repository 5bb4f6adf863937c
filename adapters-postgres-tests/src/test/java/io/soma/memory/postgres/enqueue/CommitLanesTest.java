package io.soma.memory.postgres.enqueue;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.Await;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CommitLanesTest {

  private static final TenantId A = new TenantId("a");
  private static final TenantId OF_THE_OTHER_LANE = new TenantId("b");
  private static final TenantId OF_THE_SAME_LANE = new TenantId("c");

  private final List<List<Delivery>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstHasBegun = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  @Test
  void aTenantIsCommittedWhileTheBatchOfAnotherLaneIsUnderWay() throws Exception {
    CommitLanes lanes = new CommitLanes(8, this::commit);
    CompletableFuture<Enqueued> first = enqueue(lanes, store(A, 1));
    firstHasBegun.await();

    CompletableFuture<Enqueued> other = enqueue(lanes, store(OF_THE_OTHER_LANE, 2));

    Await.until("the other is committed", other::isDone);
    assertThat(first).isNotDone();
    firstMayEnd.countDown();
    first.join();
  }

  @Test
  void writesOfOneTenantAreNeverUnderWayInTwoBatches() throws Exception {
    CommitLanes lanes = new CommitLanes(8, this::commit);

    assertWaitsForTheFirst(lanes, store(A, 2));
  }

  @Test
  void allShareOneLaneWhereThereIsOneConnection() throws Exception {
    CommitLanes lanes = new CommitLanes(1, this::commit);

    assertWaitsForTheFirst(lanes, store(OF_THE_OTHER_LANE, 2));
  }

  @Test
  void tenantsOfALaneShareItsBatches() throws Exception {
    CommitLanes lanes = new CommitLanes(8, this::commit);

    assertWaitsForTheFirst(lanes, store(OF_THE_SAME_LANE, 2));
  }

  private void assertWaitsForTheFirst(CommitLanes lanes, Delivery other) throws Exception {
    CompletableFuture<Enqueued> first = enqueue(lanes, store(A, 1));
    firstHasBegun.await();
    Thread waiting = start(() -> lanes.enqueue(EnqueuedWrite.of(other)));
    Await.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);

    assertThat(batches).containsExactly(List.of(store(A, 1)));

    firstMayEnd.countDown();
    first.join();
    waiting.join();
    assertThat(batches).containsExactly(List.of(store(A, 1)), List.of(other));
  }

  private static CompletableFuture<Enqueued> enqueue(CommitLanes lanes, Delivery delivery) {
    CompletableFuture<Enqueued> outcome = new CompletableFuture<>();
    start(() -> outcome.complete(lanes.enqueue(EnqueuedWrite.of(delivery))));
    return outcome;
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private List<Optional<Enqueued>> commit(List<EnqueuedWrite> writes) {
    List<Delivery> batch = writes.stream().map(EnqueuedWrite::delivery).toList();
    batches.add(batch);
    if (batch.contains(store(A, 1))) {
      firstHasBegun.countDown();
      awaitUninterruptibly();
    }
    return batch.stream().map(CommitLanesTest::enqueued).map(Optional::of).toList();
  }

  private void awaitUninterruptibly() {
    try {
      firstMayEnd.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Enqueued enqueued(Delivery delivery) {
    return Enqueued.added(new EventId(1), delivery.idempotencyKey());
  }
}
