package io.soma.memory.postgres.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGProperty;

/** How connections to the server are made; a parameter of the URL beats each of these. */
public final class ServerAccess {

  // One that holds the lock, and those of Flyway.
  private static final int MIGRATING_CONNECTIONS = 4;

  private ServerAccess() {}

  /** For statements, none of which takes long. */
  static DataSource ofStatements(PostgresConfig config, QualifiedTables tables) {
    Map<String, String> settings = new HashMap<>(settings(config));
    // Where the network drops packets, the server's own timeouts never reach this end.
    settings.put(
        PGProperty.SOCKET_TIMEOUT.getName(),
        String.valueOf(
            config.statementTimeout().plus(ConnectionPool.CONNECTION_TIMEOUT).toSeconds()));
    return new ServerConnections(config, settings, SessionSettings.ofStatements(config), tables);
  }

  /** For migrations, which may take long: without timeouts. */
  public static DataSource ofMigrations(PostgresConfig config) {
    QualifiedTables tables = new QualifiedTables(config.schema());
    DataSource host = config.dataSource();
    return host == null
        ? new ServerConnections(config, Map.of(), SessionSettings.OF_MIGRATIONS, tables)
        : new HostConnections(
            host, tables, MIGRATING_CONNECTIONS, ConnectionPool.CONNECTION_TIMEOUT, Duration.ZERO);
  }

  /** The same few connections of the host program, for statements. */
  static DataSource ofHost(
      DataSource host, PostgresConfig config, QualifiedTables tables, int size, Duration wait) {
    Duration answerWithin = config.statementTimeout().plus(ConnectionPool.CONNECTION_TIMEOUT);
    return new HostConnections(host, tables, size, wait, answerWithin);
  }

  private static Map<String, String> settings(PostgresConfig config) {
    String connectTimeout = String.valueOf(ConnectionPool.CONNECTION_TIMEOUT.toSeconds());
    Map<String, String> settings = new HashMap<>();
    settings.put(PGProperty.APPLICATION_NAME.getName(), "soma-memory");
    settings.put(PGProperty.CONNECT_TIMEOUT.getName(), connectTimeout);
    settings.put(PGProperty.LOGIN_TIMEOUT.getName(), connectTimeout);
    settings.put(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
    // The detail of an error shows rows, and payloads stay out of logs.
    settings.put(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
    if (config.hosts().contains(",")) {
      // Of several servers, only one takes writes.
      settings.put(PGProperty.TARGET_SERVER_TYPE.getName(), "primary");
    }
    return settings;
  }
}
