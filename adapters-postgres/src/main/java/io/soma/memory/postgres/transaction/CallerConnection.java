package io.soma.memory.postgres.transaction;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/**
 * The connection that a caller passes: what is wrong with it that a better server would not mend.
 */
final class CallerConnection {

  private static final String ABORTED = "25P02";
  private static final String READ_ONLY = "25006";

  /** No such table, and no such schema. */
  private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

  private static final String PLACE =
      "SELECT current_database(), coalesce(host(inet_server_addr()) || ':' || inet_server_port(),"
          + " 'a local socket'), current_setting('search_path')";

  private static final String SCHEMA =
      "SELECT relnamespace::regnamespace::text FROM pg_class"
          + " WHERE oid = to_regclass('outbox_events')";

  private static final String TAKES_WRITES =
      "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'";

  private final Connection connection;
  private final ConnectionPool outbox;

  CallerConnection(Connection connection, ConnectionPool outbox) {
    this.connection = connection;
    this.outbox = outbox;
  }

  /**
   * Refuses a connection that has no transaction.
   *
   * @throws IllegalArgumentException saying what to do
   */
  void requireTransaction() throws SQLException {
    if (connection.isClosed()) {
      throw new IllegalArgumentException(
          "the connection is closed: enqueue while the transaction is open, before its connection"
              + " is closed or goes back to its pool");
    }
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException(
          "the connection is in auto-commit mode: there is no transaction to join");
    }
  }

  /** The fault of the caller's that a failure shows, where it is one; after the rollback. */
  Optional<IllegalArgumentException> fault(String state, Throwable failure) {
    return describe(state).map(problem -> new IllegalArgumentException(problem, failure));
  }

  private Optional<String> describe(String state) {
    try {
      return switch (state) {
        case ABORTED ->
            Optional.of(
                "the connection's transaction is aborted, as an earlier statement of it failed"
                    + " (SQLSTATE 25P02): roll it back and begin again");
        case READ_ONLY -> readOnly();
        default -> NOT_THERE.contains(state) ? Optional.of(elsewhere()) : Optional.empty();
      };
    } catch (SQLException | DataAccessException e) {
      // The first failure is the one to report.
      return Optional.empty();
    }
  }

  private Optional<String> readOnly() throws SQLException {
    boolean isOfCaller =
        connection.isReadOnly() || Boolean.TRUE.equals(Sql.on(connection).fetchValue(TAKES_WRITES));
    return isOfCaller
        ? Optional.of(
            "the connection's transaction is read-only (SQLSTATE 25006), and enqueue adds a row:"
                + " begin it without setReadOnly(true), readOnly = true or READ ONLY")
        : Optional.empty();
  }

  private String elsewhere() {
    Record caller = Sql.on(connection).fetchSingle(PLACE);
    return "the connection has no table of the outbox: it is to the database "
        + caller.get(0)
        + " at "
        + caller.get(1)
        + " with the search path "
        + caller.get(2)
        + "; "
        + whereTheOutboxIs();
  }

  private String whereTheOutboxIs() {
    try {
      return outbox.run(CallerConnection::place);
    } catch (OutboxUnavailableException e) {
      return "pass a connection to the database of the outbox";
    }
  }

  private static String place(DSLContext sql) {
    Record own = sql.fetchSingle(PLACE);
    String schema =
        sql.fetchOptional(SCHEMA).map(row -> row.get(0, String.class)).orElse("unknown");
    return "the outbox is in the schema "
        + schema
        + " of the database "
        + own.get(0)
        + " at "
        + own.get(1)
        + ": pass a connection to that database, and set the outbox's schema"
        + " (SOMABRAIN_POSTGRES_SCHEMA) if it is not on the search path";
  }
}
