package io.soma.memory.postgres.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** The connection that a statement failed on goes, where a new one may do better. */
final class EvictionRule implements SQLExceptionOverride {

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return SqlFailure.needsAnotherServer(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
