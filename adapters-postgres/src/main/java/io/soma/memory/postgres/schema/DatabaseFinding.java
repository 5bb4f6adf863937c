package io.soma.memory.postgres.schema;

/**
 * What an inspection of the database found.
 *
 * @param said what is so, without secrets
 * @param advice what to do; empty where no action is required
 */
public record DatabaseFinding(Level level, String said, String advice) {

  /** How it stands. */
  public enum Level {
    /** As it should be. */
    OK,
    /** The outbox works, with a risk that an operator should know. */
    WARNING,
    /** The outbox does not work, or does not keep what it acknowledged. */
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
