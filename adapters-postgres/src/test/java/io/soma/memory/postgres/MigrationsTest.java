package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.contract.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  private static final String APPLIED =
      "SELECT version FROM soma_memory_schema_history WHERE version <> '0'";

  private final TestDatabase database = TestDatabase.create();

  @Test
  void runOnceHoweverOftenTheyAreAskedTo() {
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.pendingMigrations()).containsExactly("1 outbox and leases");

      store.migrate();
      store.migrate();

      assertThat(store.pendingMigrations()).isEmpty();
      assertThat(database.query(APPLIED)).containsExactly("1");
    }
  }

  @Test
  void runOnceWhenSeveralInstancesStartTogether() {
    List<List<String>> pending =
        Race.run(
            4,
            instance ->
                () -> {
                  try (PostgresStore store = database.open()) {
                    return store.pendingMigrations();
                  }
                });

    assertThat(pending).hasSize(4).allSatisfy(left -> assertThat(left).isEmpty());
    assertThat(database.query(APPLIED)).containsExactly("1");
  }

  @Test
  void joinTheTablesOfAnotherProgram() {
    database.execute("CREATE TABLE orders (name text)");

    try (PostgresStore store = database.open()) {
      assertThat(store.outbox().backlog()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsDownIsAnOutage() {
    try (PostgresStore store = PostgresStore.open(TestDatabase.NOWHERE)) {
      assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(store::migrate);
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(store::pendingMigrations);
    }
  }

  @Test
  void aMigrationThatWasChangedAfterItRanIsRefused() {
    try (PostgresStore store = database.open()) {
      database.execute("UPDATE soma_memory_schema_history SET checksum = 1 WHERE version = '1'");

      assertThatIllegalStateException().isThrownBy(store::migrate);
    }
  }
}
