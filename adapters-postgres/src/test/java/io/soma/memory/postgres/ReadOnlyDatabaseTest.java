package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
}
