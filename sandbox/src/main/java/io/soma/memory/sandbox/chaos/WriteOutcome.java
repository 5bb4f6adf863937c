package io.soma.memory.sandbox.chaos;

/** A gateway's answer to a write. */
enum WriteOutcome {
  /** Acknowledged: the memory service has it. */
  STORED,
  /** Acknowledged: it is in the outbox. */
  QUEUED,
  /** The gateway could not take it. */
  NOT_NOW,
  /** The idempotency key is that of a write with other content. */
  KEY_TAKEN,
  /** No answer came; whether the write was taken is unknown. */
  NOTHING;

  boolean isAcknowledged() {
    return this == STORED || this == QUEUED;
  }

  /** The same in the words of a history. */
  io.soma.memory.testkit.history.WriteOutcome heard() {
    return switch (this) {
      case STORED -> io.soma.memory.testkit.history.WriteOutcome.STORED;
      case QUEUED -> io.soma.memory.testkit.history.WriteOutcome.QUEUED;
      case KEY_TAKEN -> io.soma.memory.testkit.history.WriteOutcome.REFUSED;
      case NOT_NOW, NOTHING -> io.soma.memory.testkit.history.WriteOutcome.UNKNOWN;
    };
  }
}
