package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are shared with programs that want another isolation. */
class SharedIsolationTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final String LOCK = "SELECT pg_advisory_xact_lock(1936682337, hashtext('alice'))";

  private final TestDatabase database = TestDatabase.create();

  /** The new write of its address is committed while the replay waits for the tenant's lock. */
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  void aReplayBehindAPoolerSeesWhatWasCommittedBeforeItsTurn(String isolation) throws Exception {
    database.open().close();
    try (TransactionPooler pooler =
            TransactionPooler.inFrontOf(EmbeddedPostgresServer.shared().port());
        PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      store.migrate();
      EventId failed = failed(store);
      // The pooler's one connection to the server keeps it.
      try (Connection other = database.connectThrough(pooler.port());
          Statement statement = other.createStatement()) {
        statement.execute("SET default_transaction_isolation = '" + isolation + "'");
      }

      List<EventId> requeued =
          behindANewerWrite(
              () -> store.records().requeue(ALICE, List.of(failed), false, Duration.ZERO));

      assertThat(requeued).isEmpty();
    }
  }

  @Test
  void aPoolWithAnotherIsolationServesUsAndKeepsIt() throws Exception {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(database.config().jdbcUrl());
    hikari.setUsername(database.config().user());
    hikari.setPassword(database.config().password());
    hikari.setMaximumPoolSize(4);
    hikari.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    try (HikariDataSource host = new HikariDataSource(hikari);
        PostgresStore store = PostgresStore.open(PostgresConfig.of(host))) {
      store.migrate();
      EventId failed = failed(store);
      noteIsolations();

      assertThat(
              behindANewerWrite(
                  () -> store.records().requeue(ALICE, List.of(failed), false, Duration.ZERO)))
          .isEmpty();
      store.outbox().fail(ALICE, failed, "again");

      assertThat(database.query("SELECT DISTINCT isolation FROM isolations"))
          .containsExactly("read committed");
      try (Connection own = host.getConnection()) {
        assertThat(own.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      }
    }
  }

  private void noteIsolations() {
    database.execute(
        """
        CREATE TABLE isolations (isolation text);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS '
          BEGIN
            INSERT INTO isolations VALUES (current_setting(''transaction_isolation''));
            RETURN NULL;
          END';
        CREATE TRIGGER noting AFTER UPDATE ON outbox_events FOR EACH ROW EXECUTE FUNCTION note();
        """);
  }

  private static EventId failed(PostgresStore store) {
    EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
    store.outbox().fail(ALICE, id, "422 odd");
    return id;
  }

  private <T> T behindANewerWrite(Supplier<T> change) throws Exception {
    try (PostgresStore elsewhere = database.open();
        Connection underWay = database.connect()) {
      underWay.setAutoCommit(false);
      execute(underWay, LOCK);
      Delivery newer = store(ALICE, 1);
      newer = newer.withIdentity(SampleDeliveries.named(ALICE, "newer", newer.body()));
      var unused = elsewhere.transactionalOutbox().enqueue(underWay, newer);
      CompletableFuture<T> changed = CompletableFuture.supplyAsync(change);
      Await.until("it waits", () -> changed.isDone() || isAnyoneWaiting());
      assertThat(changed).isNotDone();

      underWay.commit();
      return changed.get(60, TimeUnit.SECONDS);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
