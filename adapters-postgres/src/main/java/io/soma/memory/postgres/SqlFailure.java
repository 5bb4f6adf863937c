package io.soma.memory.postgres;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an SQLSTATE means for a caller of the outbox. */
final class SqlFailure {

  private static final Set<String> OF_THE_SERVER = Set.of("08", "25", "28", "3D", "3F", "42", "53");

  private static final String LOCK_TIMEOUT = "55P03";

  private SqlFailure() {}

  /** The failure as the ports know it. */
  static RuntimeException translated(Throwable failure) {
    SQLException cause = sqlException(failure);
    String state = cause == null ? null : cause.getSQLState();
    if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
      // Without the cause, whose message may show the write.
      return new InvalidWriteException("write", "PostgreSQL refuses it (SQLSTATE " + state + ")");
    }
    return new OutboxUnavailableException(
        "PostgreSQL " + words(cause, state), cause == null ? failure : cause);
  }

  /** Whether any statement would have failed, and not this one alone. */
  static boolean concernsTheServer(Throwable failure) {
    SQLException cause = sqlException(failure);
    if (cause == null) {
      return false;
    }
    String state = cause.getSQLState();
    return state == null
        || state.startsWith("57P")
        || OF_THE_SERVER.contains(state.substring(0, 2));
  }

  /** Whether somebody else held a lock for longer than this statement was to wait. */
  static boolean isLockTimeout(Throwable failure) {
    SQLException cause = sqlException(failure);
    return cause != null && LOCK_TIMEOUT.equals(cause.getSQLState());
  }

  /** Whether the connection broke, so that the outcome of the statement is unknown. */
  static boolean isLostConnection(Throwable failure) {
    SQLException cause = sqlException(failure);
    if (cause == null || cause instanceof SQLTransientConnectionException) {
      // The pool gave no connection, so nothing was sent.
      return false;
    }
    String state = cause.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  private static String words(@Nullable SQLException cause, @Nullable String state) {
    if (cause instanceof SQLTransientConnectionException) {
      return "gave no connection in time";
    }
    if (state == null) {
      return "failed";
    }
    String words =
        switch (state) {
          case "57014" -> "took longer than the statement timeout";
          case LOCK_TIMEOUT -> "held a row locked for too long";
          case "42P01" -> "has no outbox tables: the migrations have not run";
          default ->
              switch (state.substring(0, 2)) {
                case "08", "57" -> "is not reachable";
                case "28" -> "refuses the credentials";
                case "3D" -> "has no such database";
                case "53" -> "is out of resources";
                default -> "failed";
              };
        };
    return words + " (SQLSTATE " + state + ")";
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }
}
