package io.soma.memory.testkit.history;

/** The result of a write as its caller learned it. */
public enum WriteOutcome {
  /** The memory service confirmed it. */
  STORED(true),
  /** It is safe in the outbox. */
  QUEUED(true),
  /** It took effect, and a newer write of its address followed. */
  SUPERSEDED(true),
  /** It is not taken, and never will be. */
  REFUSED(false),
  /** It is a repeat of a write that failed. */
  FAILED_BEFORE(false),
  /** Its caller gave up: it is not queued from then on, and a call under way may take effect. */
  GIVEN_UP(false),
  /** Its caller rolled back the transaction that it had joined: it never takes effect. */
  ROLLED_BACK(false),
  /** Nothing, or an error after which it may take effect or not. */
  UNKNOWN(false);

  private final boolean acknowledged;

  WriteOutcome(boolean acknowledged) {
    this.acknowledged = acknowledged;
  }

  /** Whether the caller may rely on it. */
  public boolean isAcknowledged() {
    return acknowledged;
  }
}
