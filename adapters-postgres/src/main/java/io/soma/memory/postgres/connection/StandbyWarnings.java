package io.soma.memory.postgres.connection;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;

/**
 * Records whether a statement of one call was committed without the standby that it waited for. For
 * one thread.
 */
final class StandbyWarnings implements ExecuteListener {

  private static final long serialVersionUID = 1L;

  private boolean incomplete;

  // jOOQ asks for warnings while it closes the statement: an exception here would keep the
  // connection from the pool for good.
  @Override
  public void warning(ExecuteContext context) {
    incomplete |= StandbyWait.isIncomplete(context.sqlWarning());
  }

  /**
   * Rejects a commit that the standby did not confirm, though PostgreSQL calls it a success.
   *
   * @throws DataAccessException with the state {@value StandbyWait#OUTCOME_UNKNOWN}
   */
  void requireComplete() {
    if (incomplete) {
      throw new DataAccessException("no standby has the commit", StandbyWait.incomplete());
    }
  }
}
