package io.soma.memory.postgres.connection;

import java.sql.SQLException;

/** The server answers, but with its settings the outbox cannot keep its promises. */
final class UnsuitableServerException extends SQLException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem follows the word "PostgreSQL", and names the action to take
   */
  UnsuitableServerException(String problem) {
    super(problem);
  }
}
