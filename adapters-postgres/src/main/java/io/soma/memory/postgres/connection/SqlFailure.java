package io.soma.memory.postgres.connection;

import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The meaning of an SQLSTATE for a caller of the outbox. */
public final class SqlFailure {

  private static final Set<String> OF_THE_SERVER = Set.of("08", "25", "28", "3D", "3F", "42", "53");

  // The body is no JSON that PostgreSQL can keep. All else of the classes 22 and 23 is for the
  // operator to mend, and the same write is taken then.
  private static final Set<String> OF_THE_WRITE = Set.of("22003", "22021", "22032", "22P02");

  private static final String LOCK_TIMEOUT = "55P03";
  private static final String READ_ONLY = "25006";
  private static final Set<String> OF_A_POOLER = Set.of("26000", "42P05");

  private SqlFailure() {}

  /** The failure as the ports know it. */
  public static RuntimeException translated(Throwable failure) {
    SQLException cause = sqlException(failure);
    String state = cause == null ? null : cause.getSQLState();
    if (state != null && OF_THE_WRITE.contains(state)) {
      // Without the cause, because its message may show the write.
      return new InvalidWriteException(
          "write", "PostgreSQL cannot keep it as JSON (SQLSTATE " + state + ")");
    }
    return new OutboxUnavailableException(
        "PostgreSQL " + SqlFailureText.of(cause), cause == null ? failure : cause);
  }

  /** That an answer came from a server that takes no writes, and so may be out of date. */
  static RuntimeException ofNoPrimary() {
    return translated(new SQLException("the server takes no writes", READ_ONLY));
  }

  /** Whether any statement would have failed, and not this one alone. */
  public static boolean concernsTheServer(Throwable failure) {
    SQLException cause = sqlException(failure);
    if (cause == null) {
      return false;
    }
    String state = cause.getSQLState();
    return state == null
        || state.startsWith("57P")
        || OF_A_POOLER.contains(state)
        || OF_THE_SERVER.contains(state.substring(0, 2));
  }

  /** Whether another transaction held a lock for longer than this statement was to wait. */
  public static boolean isLockTimeout(Throwable failure) {
    SQLException cause = sqlException(failure);
    return cause != null && LOCK_TIMEOUT.equals(cause.getSQLState());
  }

  /** Whether the connection broke, so that the outcome of the statement is unknown. */
  public static boolean isLostConnection(Throwable failure) {
    SQLException cause = sqlException(failure);
    if (cause == null || cause instanceof SQLTransientConnectionException) {
      // The pool gave no connection, so nothing was sent.
      return false;
    }
    String state = cause.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P");
  }

  /**
   * Whether a new connection may do better: to the primary, where this server is none any more, or
   * to the same server, of which this connection expects statements that it does not have.
   */
  static boolean needsAnotherServer(Throwable failure) {
    SQLException cause = sqlException(failure);
    String state = cause == null ? null : cause.getSQLState();
    return READ_ONLY.equals(state) || (state != null && OF_A_POOLER.contains(state));
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return (SQLException) cause;
  }
}
