package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionSettingsTest {

  private static final String SOURCE =
      "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'";

  private final TestDatabase database = TestDatabase.create();

  @ParameterizedTest
  @CsvSource({
    "statement_timeout, 3s",
    "idle_in_transaction_session_timeout, 3s",
    "lock_timeout, 1s",
    "enable_seqscan, off",
    "jit, off",
    "application_name, soma-memory"
  })
  void everySessionIsBoundedAndWalksIndexes(String setting, String value) {
    assertThat(shown(setting)).isEqualTo(value);
  }

  @Test
  void aCommitWaitsForTheDiskEvenWhereTheServerWouldNot() {
    makeDefault("synchronous_commit", "off");

    assertThat(shown("synchronous_commit")).isEqualTo("on");
  }

  @Test
  void aCommitGoesOnWaitingForTheDiskWhateverTheServerIsToldLater() {
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1)) {
      String source = pool.run(sql -> sql.fetchSingle(SOURCE).get(0, String.class));

      assertThat(source).isEqualTo("session");
    }
  }

  @Test
  void aStricterCommitIsLeftAsItIs() {
    makeDefault("synchronous_commit", "remote_apply");

    assertThat(shown("synchronous_commit")).isEqualTo("remote_apply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statement_timeout", "lock_timeout", "transaction_timeout"})
  void aMigrationTakesAsLongAsItTakes(String setting) throws SQLException {
    makeDefault(setting, "3600000");

    try (Connection connection = ServerAccess.ofMigrations(database.config()).getConnection()) {
      assertThat(Sql.on(connection).fetchValue("SHOW " + setting)).isEqualTo("0");
    }
  }

  private void makeDefault(String setting, String value) {
    String name = database.query("SELECT current_database()").get(0);
    database.execute("ALTER DATABASE " + name + " SET " + setting + " = " + value);
  }

  private String shown(String setting) {
    PostgresConfig config = database.config().withStatementTimeout(Duration.ofSeconds(3));
    try (ConnectionPool pool = ConnectionPool.open(config, "test", 1)) {
      return pool.run(sql -> sql.fetchSingle("SHOW " + setting).get(0, String.class));
    }
  }
}
