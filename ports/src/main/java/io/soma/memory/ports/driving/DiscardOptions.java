package io.soma.memory.ports.driving;

/**
 * How a discard is meant.
 *
 * @param force also events that have not failed and may yet be delivered
 * @param dryRun report the changes without making them
 */
public record DiscardOptions(boolean force, boolean dryRun) {

  /** Failed events only, and in earnest. */
  public static final DiscardOptions DEFAULT = new DiscardOptions(false, false);
}
