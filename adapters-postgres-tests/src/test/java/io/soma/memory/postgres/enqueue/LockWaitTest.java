package io.soma.memory.postgres.enqueue;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write waits briefly for another transaction, on whichever connection, and then alone. */
@Timeout(120)
class LockWaitTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Delivery NAMED =
      store(ALICE, 1).withIdentity(SampleDeliveries.named(ALICE, "order-17", "{}"));
  private static final String LOCK_TIMEOUT = "55P03";

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private Connection open;
  private Connection plain;

  @BeforeEach
  void begin() throws SQLException {
    open = database.connect();
    open.setAutoCommit(false);
    // As connections of a program that sets nothing.
    plain = database.connect();
    execute(plain, "SET statement_timeout = '20s'");
  }

  @AfterEach
  void end() throws SQLException {
    open.close();
    plain.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWriteWaitsBrieflyForTheRowOfItsKey(int writes) {
    store.transactionalOutbox().enqueue(open, NAMED);

    assertGivesUp(writes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWriteWaitsBrieflyForTheLockOfItsTenant(int writes) throws SQLException {
    execute(open, "SELECT " + EnqueueLock.TAKE + "hashtext('alice'))");

    assertGivesUp(writes);
  }

  @Test
  void theSettingOfTheSessionStays() throws SQLException {
    execute(plain, "SET lock_timeout = '90s'");

    assertThat(Insertion.committed(plain, batch(2))).hasSize(2);

    try (Statement statement = plain.createStatement();
        var row = statement.executeQuery("SHOW lock_timeout")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("90s");
    }
  }

  @Test
  void aTenantThatWaitedInVainStaysOutOfBatchesForAWhile() {
    AtomicLong now = new AtomicLong();
    List<Integer> sizes = new ArrayList<>();
    LoneCommits alone =
        new LoneCommits(
            writes -> {
              sizes.add(writes.size());
              if (writes.get(0).delivery().equals(NAMED)) {
                throw new DataAccessException(
                    "locked", new SQLException("lock timeout", LOCK_TIMEOUT));
              }
              return writes.stream().map(LockWaitTest::added).toList();
            },
            now::get);

    assertThatThrownBy(() -> alone.commit(EnqueuedWrite.of(NAMED)))
        .isInstanceOf(DataAccessException.class);

    assertThat(alone.isApart(ALICE)).isTrue();
    assertThat(alone.isApart(BOB)).isFalse();
    assertThat(alone.commit(EnqueuedWrite.of(store(ALICE, 2))).added()).isTrue();
    assertThat(sizes).containsExactly(1, 1);

    now.addAndGet(40_000_000_000L);
    assertThat(alone.isApart(ALICE)).isFalse();
  }

  @Test
  void othersOfTheLaneAreNotHeldUpByTheNextTries() {
    List<List<TenantId>> batches = new ArrayList<>();
    CommitLanes lanes =
        new CommitLanes(
            1,
            writes -> {
              batches.add(writes.stream().map(write -> write.delivery().tenant()).toList());
              throw new DataAccessException("locked", new SQLException("timeout", LOCK_TIMEOUT));
            });

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> lanes.enqueue(EnqueuedWrite.of(NAMED)))
          .isInstanceOf(DataAccessException.class);
    }

    // In the lane and alone, and then only alone.
    assertThat(batches).hasSize(4);
  }

  private void assertGivesUp(int writes) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Insertion.committed(plain, batch(writes)))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(LOCK_TIMEOUT));
  }

  private static List<EnqueuedWrite> batch(int writes) {
    List<EnqueuedWrite> both = List.of(EnqueuedWrite.of(NAMED), EnqueuedWrite.of(store(BOB, 2)));
    return both.subList(0, writes);
  }

  private static Optional<Enqueued> added(EnqueuedWrite write) {
    Delivery delivery = write.delivery();
    return Optional.of(Enqueued.added(new EventId(1), delivery.idempotencyKey()));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
