package io.soma.memory.testkit.server.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** How clients reach a server, and the databases that they get there. */
record ServerAddress(int port) {

  static final String USER = "postgres";
  private static final int CONNECT_SECONDS = 10;
  private static final String MAIN_DATABASE = "postgres";

  String jdbcUrl() {
    return jdbcUrl(MAIN_DATABASE);
  }

  String dsn() {
    return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + MAIN_DATABASE;
  }

  String createDatabase() {
    String name = "db_" + UUID.randomUUID().toString().replace('-', '_');
    // No client can be connected to template0; a connected client would make the server refuse.
    execute("CREATE DATABASE " + name + " TEMPLATE template0");
    return jdbcUrl(name);
  }

  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  @Nullable String query(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setConnectTimeout(CONNECT_SECONDS);
    return source.getConnection();
  }

  private IllegalStateException refused(SQLException e) {
    return new IllegalStateException(
        "PostgreSQL on port " + port + " refused a statement: " + e.getMessage(), e);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }
}
