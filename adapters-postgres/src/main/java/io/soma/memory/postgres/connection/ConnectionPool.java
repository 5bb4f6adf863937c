package io.soma.memory.postgres.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.soma.memory.ports.driven.PoolUsage;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** A share of the connections; each statement is a transaction of its own. */
public final class ConnectionPool implements AutoCloseable {

  /** How long a caller waits for a connection before it learns that there is none. */
  public static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

  private static final String TAKES_WRITES =
      "SELECT current_setting('transaction_read_only') = 'off'";

  private final String name;
  private final DataSource dataSource;
  private final QualifiedTables tables;
  private final DSLContext sql;

  private ConnectionPool(String name, DataSource dataSource, QualifiedTables tables) {
    this.name = name;
    this.dataSource = dataSource;
    this.tables = tables;
    this.sql = Sql.on(dataSource);
  }

  /** Opens without a connection: the server may be down. */
  public static ConnectionPool open(PostgresConfig config, String name, int size) {
    return open(config, name, size, CONNECTION_TIMEOUT);
  }

  public static ConnectionPool open(
      PostgresConfig config, String name, int size, Duration connectionTimeout) {
    QualifiedTables tables = new QualifiedTables(config.schema());
    DataSource host = config.dataSource();
    DataSource dataSource =
        host == null
            ? pooled(config, tables, name, size, connectionTimeout)
            : ServerAccess.ofHost(host, config, tables, size, connectionTimeout);
    return new ConnectionPool(name, dataSource, tables);
  }

  private static DataSource pooled(
      PostgresConfig config,
      QualifiedTables tables,
      String name,
      int size,
      Duration connectionTimeout) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("soma-memory-" + name);
    hikari.setDataSource(ServerAccess.ofStatements(config, tables));
    hikari.setMaximumPoolSize(size);
    // With more, the pool goes on connecting while the server is down, ever more seldom, and then
    // takes seconds to notice that it is back.
    hikari.setMinimumIdle(0);
    hikari.setConnectionTimeout(connectionTimeout.toMillis());
    hikari.setValidationTimeout(connectionTimeout.toMillis() / 2);
    hikari.setInitializationFailTimeout(-1);
    hikari.setExceptionOverride(new EvictionRule());
    return new HikariDataSource(hikari);
  }

  /**
   * Runs a statement.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if PostgreSQL does not answer
   */
  public <T> T run(Function<DSLContext, T> statement) {
    try {
      return runRaw(statement);
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    }
  }

  /** Runs a statement, and throws the database's error. */
  public <T> T runRaw(Function<DSLContext, T> statement) {
    StandbyWarnings warnings = new StandbyWarnings();
    try {
      T result = statement.apply(Sql.on(sql, warnings));
      warnings.requireComplete();
      return result;
    } catch (DataAccessException e) {
      if (SqlFailure.needsAnotherServer(e) || (SqlFailure.isLostConnection(e) && showsAnOutage())) {
        connectAnew();
      }
      throw e;
    }
  }

  // An interrupt ends the wait for a connection, and on a virtual thread the thread's own
  // connection: neither says anything about the connections of others.
  private boolean showsAnOutage() {
    return !isOfHost() && !Thread.currentThread().isInterrupted();
  }

  /**
   * Whether the server takes writes. After a no, the next call connects anew: the address may have
   * moved to the server that does, and a connection outlives that.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if PostgreSQL does not answer
   */
  public boolean takesWrites() {
    boolean takesWrites = run(sql -> Boolean.TRUE.equals(sql.fetchValue(TAKES_WRITES)));
    if (!takesWrites) {
      connectAnew();
    }
    return takesWrites;
  }

  /**
   * Lets the next statements connect anew: one lost connection means that the server went away, and
   * with it all the others. A host program's pool notices lost connections by itself; it does not
   * notice that a server is no primary any more.
   */
  void connectAnew() {
    if (dataSource instanceof HostConnections shared) {
      shared.leaveServer();
    }
    if (dataSource instanceof HikariDataSource hikari) {
      HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
      if (pool != null && !hikari.isClosed()) {
        pool.softEvictConnections();
      }
    }
  }

  /** Whether the connections are the host program's, made and kept by its own pool. */
  boolean isOfHost() {
    return dataSource instanceof HostConnections;
  }

  /**
   * How it is used now. Of connections of the program around us, only those in use here are known,
   * and the calls that wait for their turn here.
   */
  public PoolUsage usage() {
    if (dataSource instanceof HostConnections shared) {
      return shared.usage(name);
    }
    if (dataSource instanceof HikariDataSource hikari) {
      HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
      int limit = hikari.getMaximumPoolSize();
      return pool == null || hikari.isClosed()
          ? new PoolUsage(name, 0, 0, 0, limit)
          : new PoolUsage(
              name,
              pool.getActiveConnections(),
              pool.getIdleConnections(),
              pool.getThreadsAwaitingConnection(),
              limit);
    }
    throw new IllegalStateException("an unknown pool: " + dataSource.getClass());
  }

  /** How the tables are named on other connections. */
  public QualifiedTables tables() {
    return tables;
  }

  @Override
  public void close() {
    if (dataSource instanceof HikariDataSource hikari) {
      hikari.close();
    }
  }
}
