package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.schema.DatabaseFinding;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles of {@code ops/postgres/grants.sql} can do their work and nothing else. */
class GrantsTest {

  private static final Path GRANTS =
      Path.of(System.getProperty("basedir", "."), "..", "ops", "postgres", "grants.sql");

  private static final DatabaseFinding.Level RED = DatabaseFinding.Level.RED;

  // Of its own, as roles belong to a whole server.
  private static EmbeddedPostgresServer server;
  private static TestDatabase database;

  @BeforeAll
  static void grant() {
    server = EmbeddedPostgresServer.start();
    database = TestDatabase.on(server);
    database.execute(grants());
    try (PostgresStore owner = PostgresStore.open(as("soma_memory_owner"))) {
      owner.migrate();
      assertThat(owner.inspect()).extracting(DatabaseFinding::level).doesNotContain(RED);
    }
    database.execute(grants());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theServingRoleRunsEveryStatement() {
    try (PostgresStore store = PostgresStore.open(as("soma_memory"))) {
      store.migrate();
      EventLife.run(store);

      assertThat(store.inspect()).extracting(DatabaseFinding::level).doesNotContain(RED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE mine (n int)",
        "DROP TABLE outbox_events",
        "TRUNCATE outbox_events",
        "ALTER TABLE outbox_events DISABLE TRIGGER outbox_events_added",
        "DELETE FROM soma_memory_schema_history"
      })
  void theServingRoleChangesNoTable(String sql) {
    assertThatThrownBy(() -> execute("soma_memory", sql))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
  }

  @Test
  void aServiceThatJoinsOnlyAdds() throws SQLException {
    database.execute(
        "CREATE ROLE shop LOGIN; GRANT soma_memory_enqueue TO shop;"
            + " ALTER ROLE shop SET search_path = soma_memory");
    try (PostgresStore store = PostgresStore.open(as("soma_memory"));
        Connection shop = DriverManager.getConnection(as("shop").jdbcUrl(), "shop", null)) {
      shop.setAutoCommit(false);
      store.transactionalOutbox().enqueue(shop, store(new TenantId("bob"), 1));
      shop.commit();

      assertThat(store.outbox().tenantsWithPending(null, 10)).containsExactly(new TenantId("bob"));
    }
    assertThatThrownBy(() -> execute("shop", "DELETE FROM outbox_events"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aRoleWithoutThemIsToldWhichItLacks() {
    database.execute(
        "CREATE ROLE stranger LOGIN; GRANT USAGE ON SCHEMA soma_memory TO stranger;"
            + " ALTER ROLE stranger SET search_path = soma_memory;"
            + " GRANT SELECT ON soma_memory.soma_memory_schema_history TO stranger");
    try (PostgresStore store = PostgresStore.open(as("stranger"))) {
      assertThat(store.inspect())
          .filteredOn(finding -> finding.level() == RED)
          .extracting(DatabaseFinding::said)
          .anySatisfy(
              said -> assertThat(said).contains("stranger", "lacks", "INSERT on outbox_events"));
      assertThatThrownBy(() -> store.outbox().enqueue(store(new TenantId("bob"), 1)))
          .hasMessageContaining("grants.sql");
    }
  }

  private static void execute(String role, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(as(role).jdbcUrl(), role, null);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static PostgresConfig as(String role) {
    return PostgresConfig.ofDsn(database.dsn().replace("user=postgres", "user=" + role));
  }

  private static String grants() {
    try {
      return Files.readString(GRANTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
