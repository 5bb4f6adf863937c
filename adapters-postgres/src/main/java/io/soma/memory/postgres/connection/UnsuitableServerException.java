package io.soma.memory.postgres.connection;

import java.sql.SQLException;

/** The server answers, and its settings do not allow what the outbox promises. */
final class UnsuitableServerException extends SQLException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem follows the word "PostgreSQL", and says what to do
   */
  UnsuitableServerException(String problem) {
    super(problem);
  }
}
