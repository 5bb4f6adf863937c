package io.soma.memory.postgres.schema;

/**
 * A finding of a database inspection.
 *
 * @param said the finding, without secrets
 * @param advice the action to take; empty if none is required
 */
public record DatabaseFinding(Level level, String said, String advice) {

  /** How it stands. */
  public enum Level {
    /** As it should be. */
    OK,
    /** The outbox works, with a risk that an operator should know. */
    WARNING,
    /** The outbox does not work, or does not keep acknowledged writes. */
    RED
  }

  static DatabaseFinding ok(String said) {
    return new DatabaseFinding(Level.OK, said, "");
  }

  static DatabaseFinding warning(String said, String advice) {
    return new DatabaseFinding(Level.WARNING, said, advice);
  }

  static DatabaseFinding red(String said, String advice) {
    return new DatabaseFinding(Level.RED, said, advice);
  }
}
