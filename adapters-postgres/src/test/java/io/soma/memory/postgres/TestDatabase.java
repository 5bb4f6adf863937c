package io.soma.memory.postgres;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database of one test class, with a look behind the adapter's back. */
final class TestDatabase {

  /** Nobody listens there. */
  static final PostgresConfig NOWHERE =
      PostgresConfig.ofDsn("postgresql://nobody@127.0.0.1:1/gone");

  private final String url;

  private TestDatabase(String url) {
    this.url = url;
  }

  /** Empty, on the server that all test classes share. */
  static TestDatabase create() {
    return new TestDatabase(EmbeddedPostgresServer.shared().createDatabase());
  }

  /** Empty, on a server of one's own. */
  static TestDatabase on(EmbeddedPostgresServer server) {
    return new TestDatabase(server.createDatabase());
  }

  PostgresConfig config() {
    return PostgresConfig.ofDsn(url);
  }

  /** A store whose tables are there. */
  PostgresStore open() {
    PostgresStore store = PostgresStore.open(config());
    store.migrate();
    return store;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  void empty() {
    execute("TRUNCATE outbox_events, tenant_leases RESTART IDENTITY");
  }

  void letTimePass(Duration duration) {
    String passed = duration.toSeconds() + " seconds";
    execute("UPDATE tenant_leases SET expires_at = expires_at - interval '" + passed + "'");
    execute("UPDATE outbox_events SET confirmed_at = confirmed_at - interval '" + passed + "'");
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of every row, as text. */
  List<@Nullable String> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
