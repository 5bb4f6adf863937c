package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.ConnectionPool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database may have another isolation as its default; transactions of the outbox have ours. */
class DefaultIsolationTest {

  private static final String SHOW = "SHOW transaction_isolation";
  private static final TenantId ALICE = new TenantId("alice");

  // A migration that builds an index would wait for our snapshot for ever.
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void migrationsAndWritesGoByReadCommitted(String isolation) {
    TestDatabase database = TestDatabase.create();
    database.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = %L',"
            + " current_database(), '"
            + isolation
            + "'); END $$");

    try (PostgresStore store = database.open()) {
      assertThat(store.outbox().enqueue(store(ALICE, 1)).added()).isTrue();
    }

    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      assertThat(database.query(SHOW)).containsExactly(isolation);
      String ours = pool.run(sql -> sql.fetchSingle(SHOW).get(0, String.class));
      assertThat(ours).isEqualTo("read committed");
    }
  }
}
