package io.soma.memory.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;

/**
 * The wait of a commit for a synchronous standby. PostgreSQL commits on its own disk first, and
 * then waits; what it has committed is acknowledged only after the wait.
 */
final class StandbyWait {

  /** PostgreSQL's state for a commit whose outcome is unknown. */
  static final String OUTCOME_UNKNOWN = "08007";

  // The function of PostgreSQL that warns: the same in every language of its messages.
  private static final String WAITING_FUNCTION = "SyncRepWaitForLSN";

  // A commit that wrote nothing waits for nothing.
  private static final String WRITE_SOMETHING =
      "SELECT pg_logical_emit_message(true, 'soma_memory', '')";

  private StandbyWait() {}

  /**
   * Makes the commit of a transaction wait until the standby has all that the transaction can see,
   * though it writes no row. A row can be seen that the standby lacks: its own commit's wait was
   * cut short by a cancelled query, an ended session or a restart.
   */
  static void include(DSLContext transaction) {
    transaction.execute(WRITE_SOMETHING);
  }

  /** The same on a connection whose transaction is open. */
  static void include(Connection connection) {
    include(Sql.on(connection));
  }

  /**
   * Rejects a commit whose wait was cancelled. PostgreSQL calls it a success, and only warns.
   *
   * @param warnings what came with the answer to the commit
   * @throws SQLException with the state {@value #OUTCOME_UNKNOWN}
   */
  static void requireComplete(@Nullable SQLWarning warnings) throws SQLException {
    for (SQLWarning each = warnings; each != null; each = each.getNextWarning()) {
      if (each instanceof PSQLWarning warning && isCancelled(warning)) {
        throw new SQLException("the wait for a synchronous standby was cancelled", OUTCOME_UNKNOWN);
      }
    }
  }

  private static boolean isCancelled(PSQLWarning warning) {
    return warning.getServerErrorMessage() != null
        && WAITING_FUNCTION.equals(warning.getServerErrorMessage().getRoutine());
  }
}
