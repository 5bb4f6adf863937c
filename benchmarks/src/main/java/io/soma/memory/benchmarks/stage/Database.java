package io.soma.memory.benchmarks.stage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database, and a pool of connections to it for the peers and for looking. */
public final class Database implements AutoCloseable {

  private static final int POOL_SIZE = 40;

  private final String jdbcUrl;
  private final HikariDataSource pool;

  Database(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(POOL_SIZE);
    this.pool = new HikariDataSource(config);
  }

  /** The JDBC URL, with its user. */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /** Pooled connections. */
  public DataSource pool() {
    return pool;
  }

  /** Runs a statement that answers nothing. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The number that a query answers. */
  public long number(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      if (!answer.next()) {
        throw new IllegalStateException("no answer: " + sql);
      }
      return answer.getLong(1);
    }
  }

  /**
   * Keeps earlier work from costing time later: a round pays for no checkpoint of another, and the
   * planner knows the tables, as it does in a table that has lived for a minute.
   */
  public void settle() throws SQLException {
    execute("VACUUM ANALYZE");
    execute("CHECKPOINT");
  }

  @Override
  public void close() {
    pool.close();
  }
}
