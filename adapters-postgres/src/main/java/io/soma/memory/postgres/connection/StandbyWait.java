package io.soma.memory.postgres.connection;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;

/**
 * The wait of a commit for a synchronous standby. PostgreSQL commits on its own disk first, and
 * then waits; a commit is acknowledged only after the wait.
 */
public final class StandbyWait {

  /** The SQLSTATE of a commit that may or may not have happened. */
  static final String OUTCOME_UNKNOWN = "08007";

  // The function of PostgreSQL that warns: the same in every language of its messages.
  private static final String WAITING_FUNCTION = "SyncRepWaitForLSN";

  // A commit that wrote nothing waits for nothing.
  private static final String MESSAGE = "pg_logical_emit_message(true, 'soma_memory', '')";

  private static final String HAS_STANDBY = "current_setting('synchronous_standby_names') <> ''";

  /**
   * Ends a transaction without waiting for the disk, unless there is a standby to wait for: then it
   * waits, and so proves that this server is the one that the standby follows.
   */
  public static final String COMMIT_ON_STANDBY_OR_WITHOUT_WAITING =
      "set_config('synchronous_commit', CASE WHEN "
          + HAS_STANDBY
          + " THEN "
          + Sql.WAIT_FOR_DISK
          + " ELSE 'off' END, true)";

  private static final String AWAIT_ALL =
      "SELECT current_setting('transaction_read_only') = 'off', CASE WHEN "
          + HAS_STANDBY
          + " THEN "
          + MESSAGE
          + " END, "
          + Sql.COMMIT_ON_DISK;

  private StandbyWait() {}

  /**
   * Makes the commit of a transaction wait until the standby has all that the transaction can see,
   * though it writes no row. A row can be seen that the standby lacks: its own commit's wait was
   * cut short by a cancelled query, an ended session or a restart.
   */
  public static void include(DSLContext transaction) {
    transaction.execute("SELECT " + Sql.COMMIT_ON_DISK + ", " + MESSAGE);
  }

  /**
   * Waits until the standby, if one is configured, has all data that this connection has seen.
   *
   * @return whether the server takes writes
   */
  static boolean awaitAllThatIsSeen(DSLContext sql) {
    return Boolean.TRUE.equals(sql.fetchSingle(AWAIT_ALL).get(0, Boolean.class));
  }

  /**
   * Throws if the wait of a commit was cancelled. PostgreSQL answers such a commit with success and
   * a warning.
   *
   * @param warnings the warnings in the answer to the commit
   * @throws SQLException with the state {@value #OUTCOME_UNKNOWN}
   */
  public static void requireComplete(@Nullable SQLWarning warnings) throws SQLException {
    if (isIncomplete(warnings)) {
      throw incomplete();
    }
  }

  /** Whether one of these says that the wait was cancelled. */
  static boolean isIncomplete(@Nullable SQLWarning warnings) {
    for (SQLWarning each = warnings; each != null; each = each.getNextWarning()) {
      if (each instanceof PSQLWarning warning && isCancelled(warning)) {
        return true;
      }
    }
    return false;
  }

  static SQLException incomplete() {
    return new SQLException("the wait for a synchronous standby was cancelled", OUTCOME_UNKNOWN);
  }

  private static boolean isCancelled(PSQLWarning warning) {
    return warning.getServerErrorMessage() != null
        && WAITING_FUNCTION.equals(warning.getServerErrorMessage().getRoutine());
  }
}
