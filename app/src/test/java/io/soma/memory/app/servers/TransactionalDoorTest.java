package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static io.soma.memory.app.servers.Deployment.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.ports.driving.ReusedKeyException;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes in an embedder's own transactions, from its connection to the memory service. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TransactionalDoorTest {

  private final String dsn = EmbeddedPostgresServer.shared().createDatabase();
  private final ScriptableMemoryService service = ScriptableMemoryService.start();
  private final SomaMemory soma = Deployment.start(service, dsn);
  private Connection connection;

  @BeforeEach
  void begin() throws SQLException {
    connection = DriverManager.getConnection(dsn);
    execute("CREATE TABLE orders (id text)");
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    soma.close();
    service.close();
  }

  @Test
  void aCommitDeliversTheWriteWithTheCallersRows() throws SQLException {
    execute("INSERT INTO orders VALUES ('one')");
    soma.transactional().enqueue(connection, write("one"));
    assertThat(delivered()).isEmpty();
    connection.commit();

    awaitAllConfirmed(1);
    assertThat(delivered()).containsExactly("one");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aRollbackDeliversNothingAndHoldsNobodyUp() throws SQLException {
    execute("INSERT INTO orders VALUES ('undone')");
    soma.transactional().enqueue(connection, write("undone"));
    connection.rollback();

    // Once the door has seen that the transaction is over, the tenant is on HTTP again.
    await(() -> soma.client().remember(write("after")) instanceof WriteReceipt.Stored);
    awaitAllConfirmed(1);
    assertThat(delivered()).doesNotContain("undone").contains("after");
    assertThat(orders()).isZero();
  }

  @Test
  void bothHoldForTransactionsOfJooq() throws SQLException {
    connection.setAutoCommit(true);
    var sql = DSL.using(connection, SQLDialect.POSTGRES);

    sql.transaction(
        transaction -> {
          transaction.dsl().execute("INSERT INTO orders VALUES ('one')");
          soma.transactional().enqueue(transaction.dsl(), write("one"));
        });
    assertThatThrownBy(
            () ->
                sql.transaction(
                    transaction -> {
                      transaction.dsl().execute("INSERT INTO orders VALUES ('undone')");
                      soma.transactional().enqueue(transaction.dsl(), write("undone"));
                      throw new IllegalStateException("the caller changed its mind");
                    }))
        .hasMessageContaining("changed its mind");

    await(() -> soma.client().remember(write("after")) instanceof WriteReceipt.Stored);
    awaitAllConfirmed(2);
    assertThat(delivered()).startsWith("one").contains("after").doesNotContain("undone");
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aKeyThatWasStoredDirectlyIsNotQueuedAgain() throws SQLException {
    Remember named = named("old");
    await(() -> soma.client().remember(named) instanceof WriteReceipt.Stored);
    int effects = service.effects().size();

    Enqueued again = soma.transactional().enqueue(connection, named);
    connection.commit();

    assertThat(again.added()).isFalse();
    assertThat(again.id()).isEqualTo(EventId.NONE);
    assertThat(soma.health().unconfirmed(Deployment.TENANT)).isZero();
    assertThat(service.effects()).hasSize(effects);
    assertThatThrownBy(() -> soma.transactional().enqueue(connection, named("other")))
        .isInstanceOf(ReusedKeyException.class);
  }

  @Test
  void aWriteThatJoinedIsNewerThanADirectOneOfItsAddress() throws SQLException {
    Remember named = named("old");
    await(() -> soma.client().remember(named) instanceof WriteReceipt.Stored);

    soma.transactional()
        .enqueue(connection, Remember.of("test:alpha", "key", Map.of("text", "new")));
    connection.commit();

    assertThat(soma.client().remember(named)).isInstanceOf(WriteReceipt.Superseded.class);
  }

  private static Remember named(String text) {
    return Remember.of("test:alpha", "key", Map.of("text", text))
        .withOptions(WriteOptions.idempotencyKey("K"));
  }

  @Test
  void aLateCommitIsDeliveredBehindNewerEvents() throws SQLException {
    soma.transactional().enqueue(connection, write("late"));
    for (String text : List.of("newer", "newest")) {
      assertThat(soma.client().remember(write(text))).isInstanceOf(WriteReceipt.Queued.class);
    }
    // They have larger ids than the event that is not visible yet.
    await(() -> delivered().size() == 2);
    connection.commit();

    awaitAllConfirmed(3);
    assertThat(delivered()).containsExactly("newer", "newest", "late");
  }

  @Test
  void nothingIsQueuedAfterTheClose() throws SQLException {
    TransactionalWrites writes = soma.transactional();
    soma.close();

    assertThatThrownBy(() -> writes.enqueue(connection, write("late")))
        .isInstanceOf(ClientClosedException.class);
    assertThatThrownBy(() -> soma.transactional().enqueue(connection, write("late")))
        .isInstanceOf(ClientClosedException.class);
    connection.commit();
    assertThat(count("outbox_events")).isZero();
  }

  private void awaitAllConfirmed(int atLeast) {
    await(() -> delivered().size() >= atLeast && soma.health().unconfirmed(Deployment.TENANT) == 0);
  }

  /** The request ids of the writes that took effect, in order. */
  private List<String> delivered() {
    return service.effects().stream().map(EffectRecord::requestId).distinct().toList();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long orders() throws SQLException {
    return count("orders");
  }

  private long count(String table) throws SQLException {
    try (Connection other = DriverManager.getConnection(dsn);
        Statement statement = other.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
