package io.soma.memory.app.usecase.check;

/**
 * The result of one check of a deployment.
 *
 * @param item the checked item, in a word or two
 * @param said the finding, without secrets
 * @param advice the action to take; empty if none is needed
 */
public record Finding(String item, Level level, String said, String advice) {

  /** How it stands. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It will run, but an operator should look at this. */
    WARNING,
    /** It will not run, or not keep its promises. */
    RED
  }

  /** All is well. */
  public static Finding ok(String item, String said) {
    return new Finding(item, Level.OK, said, "");
  }

  /** It will run. */
  public static Finding warning(String item, String said, String advice) {
    return new Finding(item, Level.WARNING, said, advice);
  }

  /** It will not do. */
  public static Finding red(String item, String said, String advice) {
    return new Finding(item, Level.RED, said, advice);
  }
}
