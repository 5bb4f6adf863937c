package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServersTest {

  @Test
  void newConnectionsReachThePrimaryAndOldOnesStayWhereTheyWere(@TempDir Path directory)
      throws Exception {
    try (CloseStack opened = new CloseStack()) {
      EmbeddedPostgresServer first = opened.with(EmbeddedPostgresServer.start());
      DatabaseServers servers = new DatabaseServers(first, directory, opened);
      TcpFaultProxy way = opened.with(servers.way());
      first.execute("CREATE TABLE kept AS SELECT 1 AS number");

      try (Connection before = connect(way)) {
        servers.moveAway();

        assertThat(numbers(before)).isEqualTo("1");
        assertThatThrownBy(() -> insert(before, 2))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("read-only");
        try (Connection after = connect(way)) {
          insert(after, 3);
          assertThat(numbers(after)).isEqualTo("1 3");
        }
        servers.endOthers();
        assertThat(first.isRunning()).isFalse();
      }

      EmbeddedPostgresServer second = servers.primary();
      servers.failOver();
      assertThat(second.isRunning()).isFalse();
      try (Connection after = connect(way)) {
        insert(after, 4);
        assertThat(numbers(after)).isEqualTo("1 3 4");
      }
    }
  }

  @Test
  void aCommitThatWaitsInVainIsCancelledByTheMove(@TempDir Path directory) throws Exception {
    try (CloseStack opened = new CloseStack()) {
      EmbeddedPostgresServer first = opened.with(EmbeddedPostgresServer.start());
      DatabaseServers servers = new DatabaseServers(first, directory, opened);
      TcpFaultProxy way = opened.with(servers.way());
      first.execute("CREATE TABLE kept AS SELECT 1 AS number");
      try (Connection writer = connect(way)) {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> insertAlways(writer));

        servers.moveAway();

        // Read-only, at the next insert; a wait without an end would never get there.
        assertThat(writing).failsWithin(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void insertAlways(Connection connection) {
    try {
      for (int number = 2; ; number++) {
        insert(connection, number);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(TcpFaultProxy way) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + way.port() + "/postgres?user=postgres");
  }

  private static void insert(Connection connection, int number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO kept VALUES (" + number + ")");
    }
  }

  private static String numbers(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT string_agg(number::text, ' ' ORDER BY number) FROM kept")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
