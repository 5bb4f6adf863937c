package io.soma.memory.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A share of the connections; each statement is a transaction of its own. */
final class ConnectionPool implements AutoCloseable {

  /** How long a caller waits for a connection before it learns that there is none. */
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private final HikariDataSource dataSource;
  private final DSLContext sql;

  private ConnectionPool(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    this.sql = Sql.on(dataSource);
  }

  /** Opens without a connection: the server may be down. */
  static ConnectionPool open(PostgresConfig config, String name, int size) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("soma-memory-" + name);
    hikari.setDriverClassName(Driver.class.getName());
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(size);
    // With more, the pool goes on connecting while the server is down, ever more seldom, and then
    // takes seconds to notice that it is back.
    hikari.setMinimumIdle(0);
    hikari.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    hikari.setValidationTimeout(CONNECTION_TIMEOUT.toMillis() / 2);
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionInitSql(sessionSettings(config));
    ServerAccess.settings(config).forEach(hikari::addDataSourceProperty);
    // Where the network drops packets, the server's own timeouts never reach this end.
    hikari.addDataSourceProperty(
        PGProperty.SOCKET_TIMEOUT.getName(),
        String.valueOf(config.statementTimeout().plus(CONNECTION_TIMEOUT).toSeconds()));
    return new ConnectionPool(new HikariDataSource(hikari));
  }

  /**
   * Runs a statement.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if PostgreSQL does not answer
   */
  <T> T run(Function<DSLContext, T> statement) {
    try {
      return runRaw(statement);
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    }
  }

  /** Runs a statement, throwing what the database said. */
  <T> T runRaw(Function<DSLContext, T> statement) {
    try {
      return statement.apply(sql);
    } catch (DataAccessException e) {
      if (SqlFailure.isLostConnection(e)) {
        dropIdleConnections();
      }
      throw e;
    }
  }

  // One lost connection means that the server went away, and with it all the others.
  private void dropIdleConnections() {
    HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
    if (pool != null && !dataSource.isClosed()) {
      pool.softEvictConnections();
    }
  }

  // A commit is an acknowledgement, so it waits for the disk even where the server's default is
  // off. And every statement has an index to go by: one that was planned while the tables were
  // nearly empty would otherwise read them from end to end, and still do when an outage has filled
  // them.
  private static String sessionSettings(PostgresConfig config) {
    long statement = config.statementTimeout().toMillis();
    return String.format(
        Locale.ROOT,
        """
        SELECT set_config('statement_timeout', '%d', false),
          set_config('idle_in_transaction_session_timeout', '%d', false),
          set_config('lock_timeout', '%d', false),
          set_config('enable_seqscan', 'off', false),
          CASE current_setting('synchronous_commit')
            WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END
        """,
        statement,
        statement,
        LOCK_TIMEOUT.toMillis());
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
