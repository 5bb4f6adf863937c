package io.soma.memory.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Notes whether a statement of one call was committed without the standby that it waited for. For
 * one thread.
 */
final class StandbyWarnings implements ExecuteListener {

  private static final long serialVersionUID = 1L;

  private transient @Nullable SQLException incomplete;

  // jOOQ asks for warnings while it closes the statement: an exception here would keep the
  // connection from the pool for good.
  @Override
  public void warning(ExecuteContext context) {
    SQLWarning warning = context.sqlWarning();
    if (StandbyWait.isIncomplete(warning)) {
      incomplete = StandbyWait.incomplete();
    }
  }

  /**
   * Rejects what was committed without its standby, though PostgreSQL calls it a success.
   *
   * @throws DataAccessException with the state {@value StandbyWait#OUTCOME_UNKNOWN}
   */
  void requireComplete() {
    if (incomplete != null) {
      throw new DataAccessException(String.valueOf(incomplete.getMessage()), incomplete);
    }
  }
}
