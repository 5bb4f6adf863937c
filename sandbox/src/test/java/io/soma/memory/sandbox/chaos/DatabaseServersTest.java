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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServersTest {

  private static final String OUTBOX =
      "CREATE TABLE outbox_events (id bigint GENERATED ALWAYS AS IDENTITY, tenant_id text,"
          + " payload jsonb, status text, confirmed_at timestamptz, overtaken_at timestamptz)";

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

  @Test
  void lostTailIsExactlyWhatTheStandbyLacks(@TempDir Path directory) throws Exception {
    try (CloseStack opened = new CloseStack()) {
      EmbeddedPostgresServer first = opened.with(EmbeddedPostgresServer.start());
      DatabaseServers servers = new DatabaseServers(first, directory, opened);
      TcpFaultProxy way = opened.with(servers.way());
      first.execute(OUTBOX);
      Set<String> acknowledged = new TreeSet<>();
      try (Connection writer = connect(way)) {
        CompletableFuture<Void> writing =
            CompletableFuture.runAsync(() -> enqueueAlways(writer, acknowledged));

        LostTail lost = servers.failOverWithoutTail(500);

        assertThat(writing).failsWithin(60, TimeUnit.SECONDS);
        Set<String> kept =
            OutboxRow.all(servers.primary()).stream()
                .map(OutboxRow::write)
                .collect(Collectors.toSet());
        assertThat(lost.forgotten()).isNotEmpty().doesNotContainAnyElementsOf(kept);
        acknowledged.removeAll(kept);
        assertThat(acknowledged).isNotEmpty().isSubsetOf(lost.forgotten());
      }
    }
  }

  private static void enqueueAlways(Connection connection, Set<String> acknowledged) {
    try (Statement statement = connection.createStatement()) {
      for (int number = 1; ; number++) {
        statement.execute(
            "INSERT INTO outbox_events (tenant_id, status, payload) VALUES ('alice', 'pending',"
                + " '{\"write\": \"write-"
                + number
                + "\"}')");
        acknowledged.add("write-" + number);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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
