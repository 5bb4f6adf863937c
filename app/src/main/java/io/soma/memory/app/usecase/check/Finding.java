package io.soma.memory.app.usecase.check;

/**
 * What one look at a deployment came to.
 *
 * @param item what was looked at, in a word or two
 * @param said what was found, without secrets
 * @param advice what to do; empty where nothing need be done
 */
public record Finding(String item, Level level, String said, String advice) {

  /** How it stands. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It will run, and somebody should look at this. */
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
