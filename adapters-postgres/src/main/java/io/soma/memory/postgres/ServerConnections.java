package io.soma.memory.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * New connections to the server, each of which is set up before anyone has it. Safe for many
 * threads.
 */
final class ServerConnections implements DataSource {

  /** What a new connection is given. */
  @FunctionalInterface
  interface Setup {
    void apply(Connection connection) throws SQLException;
  }

  private final Driver driver = new Driver();
  private final String url;
  private final Properties properties = new Properties();
  private final Setup setup;

  /**
   * @param settings for the driver; a parameter of the URL beats each of these
   */
  ServerConnections(PostgresConfig config, Map<String, String> settings, Setup setup) {
    this.url = config.jdbcUrl();
    this.setup = setup;
    properties.putAll(settings);
    put(PGProperty.USER, config.user());
    put(PGProperty.PASSWORD, config.password());
  }

  private void put(PGProperty property, @Nullable String value) {
    if (value != null) {
      properties.setProperty(property.getName(), value);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not take the URL");
    }
    try {
      setup.apply(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the configuration names the user");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  // The driver has its own, by its properties.
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("this wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
