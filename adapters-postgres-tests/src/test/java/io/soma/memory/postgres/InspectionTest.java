package io.soma.memory.postgres;

import static io.soma.memory.postgres.schema.DatabaseFinding.Level.OK;
import static io.soma.memory.postgres.schema.DatabaseFinding.Level.RED;
import static io.soma.memory.postgres.schema.DatabaseFinding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.schema.DatabaseFinding;
import io.soma.memory.postgres.schema.ServerFacts;
import io.soma.memory.postgres.schema.ServerInspection;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

  private static final PostgresConfig LOCAL = PostgresConfig.ofDsn("postgresql://localhost/memory");
  private static final PostgresConfig REMOTE =
      PostgresConfig.ofDsn("postgresql://db,10.0.0.1:5433/m");

  private final TestDatabase database = TestDatabase.create();

  @Test
  void findsNothingWrongWithADatabaseThatIsUpToDate() {
    try (PostgresStore store = database.open()) {
      assertThat(store.inspect()).extracting(DatabaseFinding::level).containsExactly(OK);
    }
  }

  @Test
  void findsNothingWrongWithAnEmptyDatabase() {
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.inspect()).extracting(DatabaseFinding::level).containsExactly(OK);
    }
  }

  @Test
  void aTableOfOurNameThatIsNotOursIsRed() {
    database.execute("CREATE TABLE outbox_events (mine int)");

    assertRed("outbox_events", "SOMABRAIN_POSTGRES_SCHEMA");
  }

  @Test
  void aTableThatLostAColumnIsRed() {
    database.open().close();
    database.execute("ALTER TABLE circuit_orders RENAME ordered_at TO ordered");

    assertRed("circuit_orders", "migrat");
  }

  @Test
  void aRoleThatMayNotRunTheMigrationsToComeIsRed() {
    String role = "reader_" + Long.toString(System.nanoTime(), 36);
    database.execute("CREATE ROLE " + role + " LOGIN");
    PostgresConfig config =
        PostgresConfig.ofDsn(database.dsn().replace("user=postgres", "user=" + role));

    try (PostgresStore store = PostgresStore.open(config)) {
      assertThat(red(store.inspect()))
          .anySatisfy(said -> assertThat(said).contains(role, "may not"));
    } finally {
      database.execute("DROP ROLE " + role);
    }
  }

  @Test
  void aReadOnlyDatabaseIsRed() {
    database.open().close();
    database.execute(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
            + " current_database()); END $$");

    assertRed("takes no writes", "");
  }

  @Test
  void aPoolerIsAWarningWithTheMend() throws IOException {
    database.open().close();
    try (TransactionPooler pooler =
            TransactionPooler.inFrontOf(EmbeddedPostgresServer.shared().port());
        PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      assertThat(store.inspect())
          .filteredOn(finding -> finding.level() == WARNING)
          .singleElement()
          .satisfies(finding -> assertThat(finding.said()).contains("pooler"))
          .satisfies(finding -> assertThat(finding.advice()).contains("statement_timeout"));
    }
  }

  // A server's settings, each of which would need a server of its own.
  @ParameterizedTest
  @CsvSource({
    "inRecovery, RED, standby",
    "readOnly, RED, no writes",
    "encoding=LATIN1, RED, LATIN1",
    "fsync, RED, fsync",
    "fullPageWrites, RED, full_page_writes",
    "synchronousCommit=off, WARNING, synchronous_commit is off",
    "synchronousStandbys=a, OK, on a synchronous standby",
    "synchronousStandbys=a synchronousCommit=local, WARNING, failover",
    "standbys, WARNING, failover"
  })
  void aSettingThatAPromiseNeedsIsNamed(String odd, DatabaseFinding.Level level, String said) {
    assertThat(ServerInspection.of(facts(odd), LOCAL))
        .filteredOn(finding -> finding.level() == level)
        .extracting(DatabaseFinding::said)
        .anySatisfy(each -> assertThat(each).contains(said));
  }

  @Test
  void aRoadInPlainTextToAnotherMachineIsAWarning() {
    assertThat(ServerInspection.of(facts(""), LOCAL))
        .extracting(DatabaseFinding::level)
        .containsExactly(OK);
    assertThat(ServerInspection.of(facts(""), REMOTE))
        .extracting(DatabaseFinding::said)
        .contains("payloads travel to db,10.0.0.1:5433 in plain text");
    assertThat(ServerInspection.of(facts("encrypted"), REMOTE))
        .extracting(DatabaseFinding::level)
        .containsExactly(OK);
    // The server's report about its connection is then about the pooler's connection.
    assertThat(ServerInspection.of(facts("encrypted pooled bounded"), REMOTE))
        .extracting(DatabaseFinding::level)
        .containsExactly(OK, WARNING, OK);
  }

  private static ServerFacts facts(String odd) {
    return new ServerFacts(
        "soma",
        odd.contains("encoding=LATIN1") ? "LATIN1" : "UTF8",
        odd.contains("inRecovery"),
        odd.contains("readOnly"),
        !odd.contains("fsync"),
        !odd.contains("fullPageWrites"),
        odd.contains("=off") ? "off" : odd.contains("=local") ? "local" : "on",
        odd.contains("synchronousStandbys=a") ? "a" : "",
        odd.contains("standbys") ? 1 : 0,
        odd.contains("encrypted"),
        odd.contains("pooled"),
        odd.contains("bounded"));
  }

  private void assertRed(String said, String advice) {
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.inspect())
          .filteredOn(finding -> finding.level() == RED)
          .anySatisfy(
              finding -> {
                assertThat(finding.said()).contains(said);
                assertThat(finding.advice()).contains(advice);
              });
    }
  }

  private static List<String> red(List<DatabaseFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.level() == RED)
        .map(DatabaseFinding::said)
        .toList();
  }
}
