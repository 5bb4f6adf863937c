package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PrimaryLook;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** A database that answers and takes nothing, as a standby does. */
class ReadOnlyDatabaseTest {

  private static final String READ_ONLY =
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
          + " current_database()); END $$";

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
      Function<DSLContext, String> isFormer =
          sql ->
              sql.fetchSingle("SELECT current_setting('default_transaction_read_only')")
                  .get(0, String.class);
      makeReadOnly(pool);
      assertThat(pool.run(isFormer)).isEqualTo("on");

      assertThat(new PrimaryLook(pool).ask(isFormer)).isEqualTo("off");
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
