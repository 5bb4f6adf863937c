package io.soma.memory.app.servers;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A test's direct changes to a database, which the application does not see. */
final class TestSql {

  private TestSql() {}

  static void execute(String dsn, String sql) {
    try (Connection connection = DriverManager.getConnection(dsn);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first value of the first row. */
  static String query(String dsn, String sql) {
    try (Connection connection = DriverManager.getConnection(dsn);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** A database with all that is in another one, which must have no connection. */
  static String copyDatabase(EmbeddedPostgresServer server, String dsn) {
    String original = query(dsn, "SELECT current_database()");
    String copy = original + "_copy";
    String elsewhere = server.createDatabase();
    execute(elsewhere, "CREATE DATABASE " + copy + " TEMPLATE " + original);
    return dsn.replace("/" + original, "/" + copy);
  }
}
