package io.soma.memory.postgres.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * New connections to the server, each of which is set up before anyone has it. Safe for many
 * threads. The base class provides the other methods of a data source; its own properties are not
 * used.
 */
final class ServerConnections extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  /** The properties of a new connection. */
  @FunctionalInterface
  interface Setup {
    void apply(Connection connection) throws SQLException;
  }

  private final transient Driver driver = new Driver();
  private final transient String url;
  private final transient Properties properties = new Properties();
  private final transient Setup setup;
  private final transient QualifiedTables tables;

  /**
   * @param settings for the driver; a parameter of the URL beats each of these
   */
  ServerConnections(
      PostgresConfig config, Map<String, String> settings, Setup setup, QualifiedTables tables) {
    this.url = config.jdbcUrl();
    this.setup = setup;
    this.tables = tables;
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
      return tables.in(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
