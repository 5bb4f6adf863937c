package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Database troubles as the role of the services sees them in PostgreSQL. */
class DatabaseTroublesTest {

  /** Whole minutes, so that a slow machine changes nothing. */
  private static final String MINUTES_OFF =
      "SELECT round(extract(epoch FROM %s() - pg_catalog.clock_timestamp()) / 60)::int";

  @Test
  void clockRightsAndRoomGoAndComeBack() throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      DatabaseRole.create(server);
      DatabaseClock.install(server);
      try (Connection connection = connect(server);
          Statement statement = connection.createStatement()) {
        stepsTheClock(server, statement, DatabaseClock.STEP.negated());
        stepsTheClock(server, statement, DatabaseClock.STEP);
        stepsTheClock(server, statement, Duration.ZERO);
        takesTheRights(server, statement);
        hasNoRoom(server, statement);
      }
    }
  }

  private static void stepsTheClock(
      EmbeddedPostgresServer server, Statement statement, Duration step) throws SQLException {
    DatabaseClock.step(server, step);

    for (String clock : new String[] {"clock_timestamp", "statement_timestamp", "now"}) {
      assertThat(number(statement, MINUTES_OFF.formatted(clock)))
          .as(clock)
          .isEqualTo((int) step.toMinutes());
    }
  }

  private static void takesTheRights(EmbeddedPostgresServer server, Statement statement)
      throws SQLException {
    // As the migrations do, which the services run themselves.
    statement.execute("CREATE TABLE public.outbox_events (id int)");

    DatabaseRole.revoke(server);
    assertThatThrownBy(() -> statement.execute("INSERT INTO outbox_events VALUES (1)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for table outbox_events");

    DatabaseRole.grant(server);
    statement.execute("INSERT INTO outbox_events VALUES (1)");
    assertThat(number(statement, "SELECT count(*) FROM outbox_events")).isEqualTo(1);
  }

  private static void hasNoRoom(EmbeddedPostgresServer server, Statement statement)
      throws SQLException {
    FullDisk.fill(server);
    for (String change :
        new String[] {"INSERT INTO outbox_events VALUES (2)", "UPDATE outbox_events SET id = 2"}) {
      assertThatThrownBy(() -> statement.execute(change))
          .isInstanceOfSatisfying(
              SQLException.class, full -> assertThat(full.getSQLState()).isEqualTo("53100"));
    }
    assertThat(number(statement, "SELECT count(*) FROM outbox_events")).isEqualTo(1);

    FullDisk.empty(server);
    statement.execute("INSERT INTO outbox_events VALUES (2)");
    assertThat(number(statement, "SELECT count(*) FROM outbox_events")).isEqualTo(2);
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=" + DatabaseRole.NAME);
  }
}
