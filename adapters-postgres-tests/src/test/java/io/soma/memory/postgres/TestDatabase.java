package io.soma.memory.postgres;

import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database of one test class, with a look behind the adapter's back. */
public final class TestDatabase {

  private static final PostgresConfig NOWHERE =
      PostgresConfig.ofDsn("postgresql://nobody@127.0.0.1:1/gone");

  /** The shortest that the pool waits and validates. */
  private static final Duration NO_WAIT = Duration.ofMillis(500);

  private final String url;

  private TestDatabase(String url) {
    this.url = url;
  }

  /** Empty, on the server that all test classes share. */
  public static TestDatabase create() {
    return new TestDatabase(EmbeddedPostgresServer.shared().createDatabase());
  }

  /** Empty, on the shared server, with these options of {@code CREATE DATABASE}. */
  public static TestDatabase createWith(String options) {
    TestDatabase beside = create();
    String name = beside.query("SELECT current_database()").get(0);
    beside.execute("CREATE DATABASE " + name + "_odd TEMPLATE template0 " + options);
    return new TestDatabase(beside.url.replace("/" + name, "/" + name + "_odd"));
  }

  /** Empty, on a server of one's own. */
  static TestDatabase on(EmbeddedPostgresServer server) {
    return new TestDatabase(server.createDatabase());
  }

  /** A store for a server that does not exist; it waits as briefly as it can. */
  public static PostgresStore openNowhere() {
    return PostgresStore.open(NOWHERE, NO_WAIT);
  }

  public PostgresConfig config() {
    return PostgresConfig.ofDsn(url);
  }

  /** For a process that opens it by itself. */
  public String dsn() {
    return url;
  }

  /** A store with its tables created. */
  public PostgresStore open() {
    PostgresStore store = PostgresStore.open(config());
    store.migrate();
    return store;
  }

  /** The same database by way of another port. */
  PostgresConfig through(int port) {
    return PostgresConfig.ofDsn(url.replaceFirst(":\\d+/", ":" + port + "/"));
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** The same by way of another port. */
  Connection connectThrough(int port) throws SQLException {
    return DriverManager.getConnection(url.replaceFirst(":\\d+/", ":" + port + "/"));
  }

  /** Keeps everybody from writing events, until the connection commits. */
  public void lockEvents(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE outbox_events IN SHARE MODE");
    }
  }

  public void awaitSomebodyBehindTheLock() {
    Await.until(
        "somebody waits for a lock",
        () ->
            !query(
                    "SELECT pid FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .isEmpty());
  }

  // TRUNCATE would write and flush some thirty new files.
  public void empty() {
    execute(
        "DELETE FROM outbox_events; DELETE FROM outbox_pending; DELETE FROM tenant_leases;"
            + " DELETE FROM delivery_leases; DELETE FROM circuit_orders;"
            + " DELETE FROM outbox_instances;"
            + " SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), 1, false)");
  }

  void letTimePass(Duration duration) {
    String passed = duration.toSeconds() + " seconds";
    execute("UPDATE tenant_leases SET expires_at = expires_at - interval '" + passed + "'");
    execute("UPDATE outbox_instances SET seen_at = seen_at - interval '" + passed + "'");
    execute("UPDATE delivery_leases SET expires_at = expires_at - interval '" + passed + "'");
    execute(
        "UPDATE outbox_events SET confirmed_at = confirmed_at - interval '"
            + passed
            + "', held_until = held_until - interval '"
            + passed
            + "'");
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of every row, as text. */
  public List<String> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
