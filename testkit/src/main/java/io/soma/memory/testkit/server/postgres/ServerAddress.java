package io.soma.memory.testkit.server.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** How clients reach a server, and the databases that they get there. */
record ServerAddress(int port) {

  static final String USER = "postgres";
  private static final String MAIN_DATABASE = "postgres";

  String jdbcUrl() {
    return jdbcUrl(MAIN_DATABASE);
  }

  String dsn() {
    return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + MAIN_DATABASE;
  }

  String createDatabase() {
    String name = "db_" + UUID.randomUUID().toString().replace('-', '_');
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      // Nobody can be connected to template0, which would make the server refuse.
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL on port " + port + " created no database", e);
    }
    return jdbcUrl(name);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }
}
