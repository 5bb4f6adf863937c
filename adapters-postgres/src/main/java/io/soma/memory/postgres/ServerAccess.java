package io.soma.memory.postgres;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections to the server are made; a parameter of the URL beats each of these. */
final class ServerAccess {

  private ServerAccess() {}

  static Map<String, String> settings(PostgresConfig config) {
    String connectTimeout = String.valueOf(ConnectionPool.CONNECTION_TIMEOUT.toSeconds());
    return Map.of(
        PGProperty.APPLICATION_NAME.getName(), "soma-memory",
        PGProperty.CONNECT_TIMEOUT.getName(), connectTimeout,
        PGProperty.LOGIN_TIMEOUT.getName(), connectTimeout,
        PGProperty.TCP_KEEP_ALIVE.getName(), "true",
        // The detail of an error shows rows, and payloads stay out of logs.
        PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
  }

  /** Connections outside the pools, without their timeouts: for migrations, which may take long. */
  static DataSource unpooled(PostgresConfig config) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(config.jdbcUrl());
    dataSource.setUser(config.user());
    dataSource.setPassword(config.password());
    return dataSource;
  }
}
