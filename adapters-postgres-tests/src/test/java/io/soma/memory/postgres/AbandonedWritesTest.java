package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.testkit.contract.RecordedEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that leave while their writes wait for PostgreSQL. */
class AbandonedWritesTest {

  private static final TenantId ALICE = new TenantId("alice");

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    callers.shutdownNow();
    store.close();
  }

  @Test
  void aWriteThatIsAbandonedInTheQueueIsNotAdded() throws SQLException {
    AtomicBoolean gone = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    try (Connection lock = database.connect()) {
      database.lockEvents(lock);
      CompletableFuture<Enqueued> first = enqueue(1, () -> false);
      database.awaitSomebodyBehindTheLock();
      CompletableFuture<Enqueued> abandoned =
          enqueue(2, () -> asked.incrementAndGet() > 0 && gone.get());
      CompletableFuture<Enqueued> kept = enqueue(3, () -> false);
      gone.set(true);
      lock.commit();

      first.join();
      kept.join();
      assertThatThrownBy(abandoned::join).hasCauseInstanceOf(AbandonedWriteException.class);
    }
    assertThat(asked).hasPositiveValue();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aWriteThatIsAbandonedBeforeItsSecondTryIsLeftToTheFirst() throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    try (Connection lock = database.connect()) {
      database.lockEvents(lock);
      CompletableFuture<Enqueued> abandoned = enqueue(1, () -> asked.incrementAndGet() > 1);
      database.awaitSomebodyBehindTheLock();

      cutOffWhoWaits();

      assertThatThrownBy(abandoned::join).hasCauseInstanceOf(AbandonedWriteException.class);
      lock.commit();
    }
    assertThat(asked).hasValue(2);
    assertThat(rows()).isZero();
  }

  @Test
  void anAbandonedCommitIsUnsettledUntilItIsOver() throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    try (Connection lock = database.connect();
        Connection hanging = database.connect()) {
      database.lockEvents(lock);
      CompletableFuture<Enqueued> abandoned = enqueue(1, () -> asked.incrementAndGet() > 1);
      database.awaitSomebodyBehindTheLock();
      cutOffWhoWaits();
      assertThatThrownBy(abandoned::join).hasCauseInstanceOf(AbandonedWriteException.class);
      // As a first try does that the server has not yet ended.
      hanging.setAutoCommit(false);
      hanging.createStatement().execute("SELECT " + EnqueueLock.TAKE + "hashtext('alice'))");

      assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();

      hanging.commit();
      assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
      lock.commit();
    }
  }

  @Test
  void aRepeatThatIsAbandonedBehindItsTenantsLockIsNotAdded() throws SQLException {
    // The key is taken by a row that it does not repeat, so it would get a number of its own.
    Enqueued earlier = store.outbox().enqueue(store(ALICE, 1));
    store.outbox().confirm(ALICE, List.of(RecordedEvents.find(store.records(), earlier.id())));
    AtomicInteger asked = new AtomicInteger();

    assertThatExceptionOfType(AbandonedWriteException.class)
        .isThrownBy(
            () -> store.outbox().enqueue(store(ALICE, 1), () -> asked.incrementAndGet() > 1));

    assertThat(asked).hasValue(2);
    assertThat(rows()).isEqualTo(1);
  }

  private CompletableFuture<Enqueued> enqueue(int number, BooleanSupplier isCallerGone) {
    return CompletableFuture.supplyAsync(
        () -> store.outbox().enqueue(store(ALICE, number), isCallerGone), callers);
  }

  private void cutOffWhoWaits() {
    database.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }

  private int rows() {
    return Integer.parseInt(database.query("SELECT count(*) FROM outbox_events").get(0));
  }
}
