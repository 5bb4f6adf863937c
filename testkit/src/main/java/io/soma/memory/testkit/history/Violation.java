package io.soma.memory.testkit.history;

/**
 * A promise that a history breaks.
 *
 * @param write the write that it was broken to
 * @param words a description for people
 */
public record Violation(Kind kind, String write, String words) {

  /** The promises, each named by its violation. */
  public enum Kind {
    /** An acknowledged write took no effect. */
    LOST,
    /** A write took effect that no caller made, or with other content than its caller's. */
    PHANTOM,
    /** A write took effect for another tenant. */
    FOREIGN_TENANT,
    /** An older write took effect after a newer one of its address. */
    STALE,
    /** Queued writes of a tenant took effect in another order than they were acknowledged in. */
    ORDER,
    /** A write took effect twice before a service that honours keys, or two share one key. */
    EFFECTS_PER_KEY,
    /** A receipt states something false. */
    FALSE_ACKNOWLEDGEMENT,
    /** A write was queued after its caller had given up. */
    ABANDONED,
    /** The outbox took a write for confirmed, or for failed, that was not. */
    CONSERVATION,
    /** A write failed for good where nothing told it from an outage of the memory service. */
    FAILED_IN_OUTAGE,
    /** A call, or a queued write, did not end though all troubles had. */
    LIVENESS
  }

  @Override
  public String toString() {
    return kind + " " + write + ": " + words;
  }
}
