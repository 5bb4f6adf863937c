package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.connection.PrimaryLook;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** A database that answers and takes nothing, as a standby does. */
class ReadOnlyDatabaseTest {

  private static final String READ_ONLY =
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
          + " current_database()); END $$";

  private static final Function<DSLContext, String> IS_FORMER =
      sql ->
          sql.fetchSingle("SELECT current_setting('default_transaction_read_only')")
              .get(0, String.class);

  @Test
  void isReadFromAndTakesNoWrites() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore before = database.open()) {
      assertThat(before.outbox().takesWrites()).isTrue();
    }

    database.execute(READ_ONLY);

    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.outbox().backlog()).isEmpty();
      assertThat(store.outbox().takesWrites()).isFalse();
    }
  }

  @Test
  void aConnectionToAServerThatBecameReadOnlyIsReplacedByOneThatTakesWrites() {
    TestDatabase database = TestDatabase.create();
    database.open().close();
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      makeReadOnly(pool);

      assertThatThrownBy(() -> write(pool))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("primary");

      assertThat(write(pool)).isEqualTo(1);
    }
  }

  @Test
  void aLookThatFindsItReadOnlyConnectsAnewForTheNext() {
    TestDatabase database = TestDatabase.create();
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      makeReadOnly(pool);

      assertThat(pool.takesWrites()).isFalse();

      assertThat(pool.takesWrites()).isTrue();
    }
  }

  @Test
  void aQuestionForThePrimaryIsPutAgainOnANewConnection() {
    TestDatabase database = TestDatabase.create();
    database.open().close();
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      makeReadOnly(pool);
      assertThat(pool.run(IS_FORMER)).isEqualTo("on");

      assertThat(new PrimaryLook(pool).ask(IS_FORMER)).isEqualTo("off");
    }
  }

  @Test
  void replacesAHostsConnectionToAServerThatBecameReadOnly() {
    TestDatabase database = TestDatabase.create();
    database.open().close();
    try (HikariDataSource host = host(database, 1);
        ConnectionPool pool = ConnectionPool.open(PostgresConfig.of(host), "test", 1)) {
      makeReadOnly(pool);

      assertThatThrownBy(() -> write(pool)).isInstanceOf(OutboxUnavailableException.class);

      assertThat(write(pool)).isEqualTo(1);
    }
  }

  @Test
  void asksOnANewConnectionOfAHostWhereTheOldOneIsOfNoPrimary() {
    TestDatabase database = TestDatabase.create();
    try (HikariDataSource host = host(database, 1);
        ConnectionPool pool = ConnectionPool.open(PostgresConfig.of(host), "test", 1)) {
      makeReadOnly(pool);
      assertThat(pool.run(IS_FORMER)).isEqualTo("on");

      assertThat(new PrimaryLook(pool).ask(IS_FORMER)).isEqualTo("off");
    }
  }

  @Test
  void takesNoAnswerFromAHostWhoseConnectionsAreAllOld() throws SQLException {
    TestDatabase database = TestDatabase.create();
    database.open().close();
    int connections = 5;
    try (HikariDataSource host = host(database, connections);
        PostgresStore store = PostgresStore.open(PostgresConfig.of(host))) {
      // Made by the program itself, before the outbox borrows any.
      makeReadOnly(host, connections);

      int refused = 0;
      while (!hasAnswer(store)) {
        refused++;
      }

      // Each refusal discards two.
      assertThat(refused).isBetween(1, connections);
    }
  }

  private static boolean hasAnswer(PostgresStore store) {
    try {
      return store.outbox().backlog().isEmpty();
    } catch (OutboxUnavailableException e) {
      assertThat(e).hasMessageContaining("takes no writes");
      return false;
    }
  }

  private static HikariDataSource host(TestDatabase database, int size) {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(database.dsn().replaceFirst("^postgresql:", "jdbc:postgresql:"));
    hikari.setMaximumPoolSize(size);
    return new HikariDataSource(hikari);
  }

  private static void makeReadOnly(HikariDataSource host, int connections) throws SQLException {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Connection connection = host.getConnection();
      all.add(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET default_transaction_read_only TO on");
      }
    }
    for (Connection connection : all) {
      connection.close();
    }
  }

  // A connection to a former primary, which became read-only while its address moved to another
  // server.
  private static void makeReadOnly(ConnectionPool pool) {
    pool.run(sql -> sql.fetch("SELECT set_config('default_transaction_read_only', 'on', false)"));
  }

  private static int write(ConnectionPool pool) {
    return pool.run(sql -> sql.execute("INSERT INTO circuit_orders VALUES ('alice', 'open')"));
  }
}
