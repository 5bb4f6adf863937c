package io.soma.memory.testkit.protocol;

/** What the outbox has of a write. */
public enum RowState {
  /** Nothing. */
  NONE,
  /** A transaction that adds it is under way, and holds the tenant's lock. */
  COMMITTING,
  /** It is neither confirmed nor failed. */
  UNCONFIRMED,
  /** It was refused, and waits for an operator. */
  FAILED,
  /** The memory service confirmed it. */
  CONFIRMED,
  /** It was confirmed, and has left the table. */
  PURGED
}
