package io.soma.memory.ports.driving;

/**
 * How a replay is meant.
 *
 * @param force also confirmed events, and events that would overwrite a newer write
 * @param dryRun report the changes without making them
 */
public record ReplayOptions(boolean force, boolean dryRun) {

  /** Carefully, and in earnest. */
  public static final ReplayOptions DEFAULT = new ReplayOptions(false, false);
}
