package io.soma.memory.postgres.enqueue;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.storeWithBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.Await;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Delivery POISON = store(ALICE, 666);
  private static final Delivery ABANDONED = store(ALICE, 777);

  private final List<List<Delivery>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private final GroupCommit writes = new GroupCommit(this::commit);

  @Test
  void aLoneWriteIsCommittedAtOnce() {
    firstMayEnd.countDown();

    assertThat(writes.enqueue(EnqueuedWrite.of(store(ALICE, 1))))
        .isEqualTo(enqueued(store(ALICE, 1)));
    assertThat(batches).containsExactly(List.of(store(ALICE, 1)));
  }

  @Test
  void whoComesDuringACommitSharesTheNextOne() {
    List<Delivery> others = deliveries(5);
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(others);
    firstMayEnd.countDown();

    for (int i = 0; i < others.size(); i++) {
      assertThat(outcomes.get(i).join()).isEqualTo(enqueued(others.get(i)));
    }
    assertThat(batches).hasSize(2);
    assertThat(batches.get(1)).isEqualTo(others);
  }

  @Test
  void aBatchIsBounded() {
    List<CompletableFuture<Enqueued>> outcomes =
        enqueueBehindTheFirst(deliveries(GroupCommit.MAX_WRITES + 10));
    firstMayEnd.countDown();

    outcomes.forEach(CompletableFuture::join);
    assertThat(batches).extracting(List::size).containsExactly(1, GroupCommit.MAX_WRITES, 10);
  }

  @Test
  void largeWritesTravelInSmallBatches() {
    String body = "{\"a\":\"" + "x".repeat(GroupCommit.MAX_CHARACTERS / 2) + "\"}";
    List<CompletableFuture<Enqueued>> outcomes =
        enqueueBehindTheFirst(
            IntStream.range(0, 3).mapToObj(i -> storeWithBody(ALICE, i, body)).toList());
    firstMayEnd.countDown();

    outcomes.forEach(CompletableFuture::join);
    assertThat(batches).extracting(List::size).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aTenantThatFloodsDelaysAnotherByOneBatchAtMost() {
    String large = "{\"a\":\"" + "x".repeat(GroupCommit.MAX_CHARACTERS / 3) + "\"}";
    List<Delivery> waiting = new ArrayList<>();
    IntStream.range(0, 12).forEach(i -> waiting.add(storeWithBody(ALICE, i, large)));
    waiting.add(store(BOB, 100));
    waiting.add(store(BOB, 101));
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(waiting);
    firstMayEnd.countDown();

    outcomes.forEach(CompletableFuture::join);
    assertThat(batches.get(1))
        .containsExactly(waiting.get(0), waiting.get(12), waiting.get(1), waiting.get(13));
    assertThat(batches.stream().skip(1).flatMap(List::stream).filter(w -> w.tenant().equals(ALICE)))
        .isEqualTo(waiting.subList(0, 12));
  }

  @Test
  void whoeverDoesNotFitIsFirstInTheNextBatch() {
    String large = "{\"a\":\"" + "x".repeat(GroupCommit.MAX_CHARACTERS / 2) + "\"}";
    List<Delivery> waiting =
        List.of(
            storeWithBody(ALICE, 1, large),
            storeWithBody(BOB, 2, large),
            store(ALICE, 3),
            store(ALICE, 4));
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(waiting);
    firstMayEnd.countDown();

    outcomes.forEach(CompletableFuture::join);
    assertThat(batches).hasSize(3);
    assertThat(batches.get(1)).containsExactly(waiting.get(0), waiting.get(2), waiting.get(3));
    assertThat(batches.get(2)).containsExactly(waiting.get(1));
  }

  @Test
  void oneBadWriteFailsNoNeighbour() {
    List<Delivery> others = new ArrayList<>(deliveries(4));
    others.add(2, POISON);
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(others);
    firstMayEnd.countDown();

    assertThatThrownBy(outcomes.get(2)::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class);
    outcomes.remove(2);
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join().added()).isTrue());
  }

  @Test
  void aWriteThatWasLeftOutEndsForItsCallerAlone() {
    List<Delivery> others = new ArrayList<>(deliveries(4));
    others.add(2, ABANDONED);
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(others);
    firstMayEnd.countDown();

    assertThatThrownBy(outcomes.get(2)::join).hasCauseInstanceOf(AbandonedWriteException.class);
    outcomes.remove(2);
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join().added()).isTrue());
    assertThat(batches).hasSize(2);
  }

  @Test
  void everybodyWhoWaitsLearnsAtOnceThatTheDatabaseIsGone() {
    List<CompletableFuture<Enqueued>> outcomes =
        enqueueBehindTheFirst(deliveries(GroupCommit.MAX_WRITES + 10));
    failure = new OutboxUnavailableException("gone", new IllegalStateException());
    firstMayEnd.countDown();

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThatThrownBy(outcome::join)
                    .cause()
                    .isInstanceOf(OutboxUnavailableException.class)
                    .hasMessage("gone"));
    assertThat(batches).hasSize(1);

    failure = null;
    assertThat(writes.enqueue(EnqueuedWrite.of(store(ALICE, 1))).added()).isTrue();
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    List<CompletableFuture<Enqueued>> outcomes = enqueueBehindTheFirst(deliveries(3));
    failure = new AssertionError("broken");
    firstMayEnd.countDown();

    assertThat(outcomes)
        .allSatisfy(
            outcome -> assertThatThrownBy(outcome::join).isInstanceOf(CompletionException.class));
    failure = null;
    assertThat(writes.enqueue(EnqueuedWrite.of(store(ALICE, 1))).added()).isTrue();
  }

  @Test
  void anInterruptedLeaderStillCommitsAndStaysInterrupted() {
    firstMayEnd.countDown();
    Thread.currentThread().interrupt();

    writes.enqueue(EnqueuedWrite.of(store(ALICE, 1)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(batches).hasSize(1);
  }

  /** Starts one commit that hangs until it may end, and lines the others up behind it, in order. */
  private List<CompletableFuture<Enqueued>> enqueueBehindTheFirst(List<Delivery> others) {
    List<CompletableFuture<Enqueued>> outcomes = new ArrayList<>();
    assertThat(enqueueAsync(store(ALICE, 1_000_000))).isNotDone();
    for (Delivery delivery : others) {
      outcomes.add(enqueueAsync(delivery));
    }
    return outcomes;
  }

  private CompletableFuture<Enqueued> enqueueAsync(Delivery delivery) {
    CompletableFuture<Enqueued> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(writes.enqueue(EnqueuedWrite.of(delivery)));
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    Await.until("it waits", () -> WAITING.contains(thread.getState()));
    return outcome;
  }

  private List<Optional<Enqueued>> commit(List<EnqueuedWrite> writes) {
    List<Delivery> deliveries = writes.stream().map(EnqueuedWrite::delivery).toList();
    // Interruptible like a connection pool; only the first batch hangs here.
    try {
      firstMayEnd.await();
    } catch (InterruptedException e) {
      throw new OutboxUnavailableException("interrupted", e);
    }
    batches.add(deliveries);
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (deliveries.contains(POISON)) {
      throw new IllegalArgumentException("poison");
    }
    return deliveries.stream()
        .map(delivery -> Optional.of(delivery).filter(d -> !d.equals(ABANDONED)))
        .map(kept -> kept.map(GroupCommitTest::enqueued))
        .toList();
  }

  private static Enqueued enqueued(Delivery delivery) {
    return Enqueued.added(new EventId(delivery.dedupeKey().hashCode()), delivery.idempotencyKey());
  }

  private static List<Delivery> deliveries(int count) {
    return IntStream.range(0, count).mapToObj(i -> store(ALICE, i)).toList();
  }
}
