package io.soma.memory.ports.driving;

/**
 * How a replay is meant.
 *
 * @param force also what is confirmed already, and what would overwrite a newer write
 * @param dryRun say what would change, and change nothing
 */
public record ReplayOptions(boolean force, boolean dryRun) {

  /** Carefully, and in earnest. */
  public static final ReplayOptions DEFAULT = new ReplayOptions(false, false);
}
