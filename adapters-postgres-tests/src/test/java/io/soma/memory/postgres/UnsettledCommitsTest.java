package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.postgres.enqueue.HashText;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnsettledCommitsTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");

  @Test
  void theHashOfATenantIsThatOfTheServer() {
    TestDatabase database = TestDatabase.create();
    Random random = new Random(7);
    for (int length = 0; length < 40; length++) {
      String text =
          random
              .ints(length, 0x21, 0x7f)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString()
              .replace("'", "é");

      assertThat(database.query("SELECT hashtext('" + text + "')"))
          .as(text)
          .containsExactly(String.valueOf(HashText.of(text)));
    }
  }

  @Test
  void aLockThatOneTransactionHoldsAtTwoLooksIsABacklogOfItsTenantAlone() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open();
        Connection hanging = database.connect();
        Statement statement = hanging.createStatement()) {
      hanging.setAutoCommit(false);
      statement.execute("SELECT " + EnqueueLock.TAKE + "hashtext('alice'))");

      assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
      assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();
      assertThat(store.outbox().unsettledCommits().mayConcern(BOB)).isFalse();

      hanging.commit();
      assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
    }
  }

  @Test
  void anOpenTransactionThatAWriteJoinedIsABacklogInOtherInstances() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open();
        PostgresStore other = database.open();
        Connection open = database.connect();
        Connection second = database.connect()) {
      open.setAutoCommit(false);
      second.setAutoCommit(false);
      store.transactionalOutbox().enqueue(open, store(ALICE, 1));
      store.transactionalOutbox().enqueue(second, store(ALICE, 2));

      assertThat(other.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
      assertThat(other.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();
      assertThat(other.outbox().unsettledCommits().mayConcern(BOB)).isFalse();
      assertThat(other.outbox().enqueue(store(ALICE, 3)).added()).isTrue();

      open.rollback();
      assertThat(other.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();
      second.commit();
      assertThat(other.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
    }
  }

  @Test
  void transactionsThatFollowEachOtherAreNoBacklog() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open();
        Connection busy = database.connect();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      for (int i = 0; i < 3; i++) {
        statement.execute("SELECT " + EnqueueLock.TAKE + "hashtext('alice'))");
        assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isFalse();
        busy.commit();
      }
    }
  }

  @Test
  void aCommitWhoseAnswerWasLostIsUnsettledUntilItIsOver() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      TestDatabase database = TestDatabase.on(server);
      try (PostgresStore store = database.open();
          PostgresStore other = database.open()) {
        setStandby(database, "'away'");

        assertThatExceptionOfType(OutboxUnavailableException.class)
            .isThrownBy(() -> store.outbox().enqueue(store(ALICE, 1)));

        assertThat(store.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();
        other.outbox().unsettledCommits();
        assertThat(other.outbox().unsettledCommits().mayConcern(ALICE)).isTrue();
        assertThat(database.query("SELECT id FROM outbox_events")).isEmpty();

        setStandby(database, "''");
        Await.until(
            "the commit is over", () -> !store.outbox().unsettledCommits().mayConcern(ALICE));
        assertThat(store.outbox().backlog()).hasSize(1);
      }
    }
  }

  private static void setStandby(TestDatabase database, String names) {
    database.execute("ALTER SYSTEM SET synchronous_standby_names = " + names);
    database.execute("SELECT pg_reload_conf()");
    Await.until(
        "the server has read its settings",
        () ->
            database
                .query(
                    "SELECT quote_literal(setting) FROM pg_settings"
                        + " WHERE name = 'synchronous_standby_names'")
                .equals(List.of(names)));
  }
}
