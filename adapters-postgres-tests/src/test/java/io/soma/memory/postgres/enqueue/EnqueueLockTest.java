package io.soma.memory.postgres.enqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.Await;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.transaction.TransactionalOutbox;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A tenant's events commit in the order of their ids, and an operator's replay sees all of them.
 */
class EnqueueLockTest {

  private static final TenantId ALICE = new TenantId("alice");

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aLoneWriteWaitsForACommitOfItsTenantThatIsUnderWay() throws Exception {
    try (PostgresStore store = database.open()) {
      assertWaits(() -> store.outbox().enqueue(SampleDeliveries.store(ALICE, 1)));
    }
  }

  @Test
  void aReplayWaitsForACommitOfItsTenantThatIsUnderWay() throws Exception {
    try (PostgresStore store = database.open()) {
      EventId failed = store.outbox().enqueue(SampleDeliveries.store(ALICE, 1)).id();
      store.outbox().fail(ALICE, failed, "422 odd");

      List<EventId> requeued =
          assertWaits(() -> store.records().requeue(ALICE, List.of(failed), false, Duration.ZERO));

      assertThat(requeued).containsExactly(failed);
    }
  }

  @Test
  void aWriteThatJoinsATransactionWaitsForACommitOfItsTenantThatIsUnderWay() throws Exception {
    try (PostgresStore store = database.open();
        Connection own = database.connect();
        Connection other = database.connect()) {
      own.setAutoCommit(false);
      TransactionalOutbox joining = store.transactionalOutbox();

      assertWaits(() -> joining.enqueue(own, SampleDeliveries.store(ALICE, 1)));

      assertThat(EnqueueLock.isFree(Sql.on(other), ALICE.value())).isTrue();
    }
  }

  private <T> T assertWaits(Supplier<T> change) throws Exception {
    try (Connection underWay = database.connect();
        Statement statement = underWay.createStatement()) {
      underWay.setAutoCommit(false);
      statement.execute("SELECT " + EnqueueLock.TAKE + "hashtext('alice'))");
      CompletableFuture<T> changed = CompletableFuture.supplyAsync(change);
      Await.until("it waits, or is done", () -> changed.isDone() || isAnyoneWaiting());

      assertThat(changed).isNotDone();

      underWay.commit();
      return changed.get(60, TimeUnit.SECONDS);
    }
  }

  private boolean isAnyoneWaiting() {
    return !database
        .query(
            "SELECT pid FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event = 'advisory'")
        .isEmpty();
  }
}
