package io.soma.memory.postgres.connection;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A failure in words: the cause and the action to take. It follows the word "PostgreSQL", and shows
 * nothing of a write.
 */
final class SqlFailureText {

  private static final String GRANTS = "ops/postgres/grants.sql has the rights that it needs";

  private static final String POOLER =
      "is behind a pooler that gives each transaction another connection, where prepared statements"
          + " fail: add prepareThreshold=0 to the DSN";

  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry(
              StandbyWait.OUTCOME_UNKNOWN,
              "committed on its own disk only, because its wait for the synchronous"
                  + " standby was ended: bring the standby back, or take it out of"
                  + " synchronous_standby_names"),
          Map.entry(
              "22P05",
              "cannot store a character of the write, as the database's encoding is not UTF8: move"
                  + " the outbox to a database with ENCODING 'UTF8'"),
          Map.entry(
              "23505",
              "drew an id that is taken, as after a restore the sequence may be behind its table:"
                  + " run \"SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), max(id))"
                  + " FROM outbox_events\""),
          Map.entry(
              "25006",
              "takes no writes, as the server is a standby or was made read-only: connect to the"
                  + " primary; a DSN may name several hosts"),
          Map.entry(
              "25P03", "ended a transaction that stood still: see why the client was stopped"),
          Map.entry("26000", POOLER),
          Map.entry("42P05", POOLER),
          Map.entry("42501", "refuses the role a right: " + GRANTS),
          Map.entry(
              "42P01", "has no outbox tables: run ./soma migrate, as the migrations have not run"),
          Map.entry(
              "42P07",
              "has a table of the outbox's name that Soma Memory did not create: give the outbox a"
                  + " schema of its own (SOMABRAIN_POSTGRES_SCHEMA)"),
          Map.entry("3F000", "has no schema of the search path: create it, or correct the path"),
          Map.entry("40001", "gave up a transaction that met another one: try again"),
          Map.entry("40P01", "ended a deadlock between two transactions: try again"),
          Map.entry("53100", "has no disk space left: free some, or move its data"),
          Map.entry("53200", "has no memory left: see its log"),
          Map.entry("53300", "has no connection left: raise max_connections or lower the pools"),
          Map.entry("55P03", "held a row or table locked for too long: pg_stat_activity shows it"),
          Map.entry("57014", "took longer than the statement timeout"));

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("08", "is not reachable: see that it runs, and that host and port are right"),
          Map.entry("22", "refuses a value that it should take: its log names the value"),
          Map.entry(
              "23", "has a constraint that the outbox does not know: its log names the constraint"),
          Map.entry("28", "refuses the credentials: correct the user or the password"),
          Map.entry("3D", "has no such database: create it, or correct its name"),
          Map.entry(
              "42",
              "refuses a statement, as its tables may be of another version: run ./soma migrate"),
          Map.entry("53", "is out of resources: see its log"),
          Map.entry("54", "has reached a limit: see its log"),
          Map.entry("57", "is not reachable: it starts, stops or recovers"),
          Map.entry("58", "has trouble with its files: see its log"),
          Map.entry("XX", "found its data damaged: see its log before anything else"));

  private SqlFailureText() {}

  static String of(@Nullable SQLException failure) {
    if (failure instanceof UnsuitableServerException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof SQLTransientConnectionException) {
      return failure.getCause() instanceof SQLException reason
          ? "gave no connection in time; it " + of(reason)
          : "gave no connection in time";
    }
    if (failure == null || failure.getSQLState() == null) {
      return "failed: its log may have the reason";
    }
    String state = failure.getSQLState();
    return words(failure, state) + " (SQLSTATE " + state + ")";
  }

  private static String words(SQLException failure, String state) {
    if (state.equals("22023") && String.valueOf(failure.getMessage()).contains("TimeZone")) {
      return "does not know the time zone "
          + TimeZone.getDefault().getID()
          + " of this JVM: start it with -Duser.timezone=UTC";
    }
    String known = STATES.get(state);
    return known != null
        ? known
        : CLASSES.getOrDefault(state.substring(0, 2), "failed: its log has the reason");
  }
}
