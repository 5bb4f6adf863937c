package io.soma.memory.postgres.transaction;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.storeWithBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionalOutboxTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Delivery WRITE = store(ALICE, 1);
  private static final Delivery NAMED =
      WRITE.withIdentity(SampleDeliveries.named(ALICE, "order-17", WRITE.body()));

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final TransactionalOutbox outbox = store.transactionalOutbox();

  private Connection connection;

  @BeforeAll
  void createTheCallersTable() {
    database.execute("CREATE TABLE orders (name text)");
  }

  @BeforeEach
  void begin() throws SQLException {
    database.empty();
    database.execute("TRUNCATE orders");
    connection = database.connect();
    connection.setAutoCommit(false);
    order("mine");
  }

  @AfterEach
  void end() throws SQLException {
    connection.close();
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Test
  void connectionToAnotherDatabaseIsNamedWithBothPlaces() throws SQLException {
    TestDatabase other = TestDatabase.create();
    String elsewhere = other.query("SELECT current_database()").get(0);
    String here = database.query("SELECT current_database()").get(0);
    try (Connection stray = other.connect()) {
      stray.setAutoCommit(false);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> outbox.enqueue(stray, WRITE))
          .withMessageContaining("it is to the database " + elsewhere + " at ")
          .withMessageContaining("the outbox is in the schema public of the database " + here);
    }
  }

  @Test
  void schemaThatIsNotOnTheSearchPathIsNamed() throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = pg_temp");
    }
    connection.setAutoCommit(false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("with the search path pg_temp; the outbox is in the schema public");
  }

  @Test
  void readOnlyTransactionOfTheCallerIsNotBlamedOnTheServer() throws SQLException {
    connection.rollback();
    connection.setReadOnly(true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("the connection's transaction is read-only (SQLSTATE 25006)");

    connection.rollback();
    connection.setReadOnly(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION READ ONLY");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("the connection's transaction is read-only (SQLSTATE 25006)");
  }

  @Test
  void abortedTransactionIsToBeRolledBack() {
    assertThatThrownBy(() -> order("a', 'b")).isInstanceOf(SQLException.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("an earlier statement of it failed (SQLSTATE 25P02): roll it back");
  }

  @Test
  void closedConnectionIsNotCalledAnOutage() throws SQLException {
    connection.close();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("the connection is closed");
  }

  @Test
  void aWriteCommitsWithTheCallersRows() throws SQLException {
    Enqueued enqueued = outbox.enqueue(connection, WRITE);
    assertThat(enqueued.added()).isTrue();
    assertThat(store.outbox().backlog()).isEmpty();

    connection.commit();

    assertThat(store.outbox().backlog()).hasSize(1);
    assertThat(events()).isEqualTo(1);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aWriteRollsBackWithTheCallersRows() throws SQLException {
    outbox.enqueue(connection, WRITE);

    connection.rollback();

    assertThat(events()).isZero();
    assertThat(orders()).isZero();
  }

  @Test
  void aWriteWithoutANamedKeyIsNeverARepeat() throws SQLException {
    Enqueued committed = store.outbox().enqueue(WRITE);

    Enqueued joined = outbox.enqueue(connection, WRITE);
    Enqueued again = outbox.enqueue(connection, WRITE);
    connection.commit();

    assertThat(List.of(joined.added(), again.added())).containsOnly(true);
    assertThat(List.of(committed.id(), joined.id(), again.id())).isSorted().doesNotHaveDuplicates();
    assertThat(events()).isEqualTo(3);
  }

  @Test
  void aWriteWithoutANamedKeyWaitsForNoOtherTransaction() throws SQLException {
    outbox.enqueue(connection, WRITE);
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);

      assertThat(outbox.enqueue(other, WRITE).added()).isTrue();
      other.commit();
    }
  }

  @Test
  void aRepeatUnderANamedKeyGivesTheEventThatIsThereAndTheTransactionGoesOn() throws SQLException {
    EventId id = store.outbox().enqueue(NAMED).id();

    Enqueued enqueued = outbox.enqueue(connection, NAMED);
    Enqueued again = outbox.enqueue(connection, NAMED);
    order("another");
    connection.commit();

    assertIsRepeatOf(id, enqueued);
    assertIsRepeatOf(id, again);
    assertThat(orders()).isEqualTo(2);
  }

  @Test
  void aRepeatUnderANamedKeyWithinTheTransactionIsOneRow() throws SQLException {
    Enqueued first = outbox.enqueue(connection, NAMED);

    Enqueued second = outbox.enqueue(connection, NAMED);
    connection.commit();

    assertIsRepeatOf(first.id(), second);
  }

  @Test
  void aRepeatUnderANamedKeyBehindTheTransactionsSnapshotIsFoundToo() throws SQLException {
    connection.rollback();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    order("mine");
    EventId id = store.outbox().enqueue(NAMED).id();

    Enqueued enqueued = outbox.enqueue(connection, NAMED);
    connection.commit();

    assertIsRepeatOf(id, enqueued);
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void theSecondUnderANamedKeyWaitsForTheFirst() throws SQLException {
    Enqueued first = outbox.enqueue(connection, NAMED);
    CompletableFuture<Enqueued> second =
        CompletableFuture.supplyAsync(() -> store.outbox().enqueue(NAMED));
    database.awaitSomebodyBehindTheLock();

    connection.commit();

    assertIsRepeatOf(first.id(), second.join());
  }

  private void assertIsRepeatOf(EventId id, Enqueued enqueued) {
    assertThat(enqueued.added()).isFalse();
    assertThat(enqueued.id()).isEqualTo(id);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void anOpenTransactionStopsNobodyElseOfTheTenant() {
    outbox.enqueue(connection, WRITE);

    assertThat(store.outbox().enqueue(store(ALICE, 2)).added()).isTrue();
  }

  @Test
  void aWriteThatPostgresqlRefusesLeavesTheTransactionUsable() throws SQLException {
    assertThatExceptionOfType(InvalidWriteException.class)
        .isThrownBy(() -> outbox.enqueue(connection, storeWithBody(ALICE, 1, "{")));

    order("another");
    connection.commit();
    assertThat(orders()).isEqualTo(2);
  }

  @Test
  void aConnectionWithoutATransactionIsRefused() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outbox.enqueue(connection, WRITE))
        .withMessageContaining("auto-commit");
    assertThat(events()).isZero();
  }

  @Test
  void aJooqTransactionIsJoinedToo() {
    DSL.using(connection, SQLDialect.POSTGRES)
        .transaction(inner -> assertThat(outbox.enqueue(inner.dsl(), WRITE).added()).isTrue());
    assertThat(events()).isEqualTo(1);

    assertThatThrownBy(
            () ->
                DSL.using(connection, SQLDialect.POSTGRES)
                    .transaction(
                        inner -> {
                          outbox.enqueue(inner.dsl(), store(ALICE, 2));
                          throw new DataAccessException("the caller's own");
                        }))
        .isInstanceOf(DataAccessException.class);
    assertThat(events()).isEqualTo(1);
  }

  private void order(String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO orders VALUES ('" + name + "')");
    }
  }

  private int orders() {
    return database.query("SELECT name FROM orders").size();
  }

  private int events() {
    return database.query("SELECT id FROM outbox_events").size();
  }
}
