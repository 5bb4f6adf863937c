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
  /** The memory service refused it for good. */
  REFUSED,
  /** It is a repeat of a write that the memory service refused for good. */
  FAILED_BEFORE,
  /** No answer came; whether the write was taken is unknown. */
  NOTHING;

  boolean isAcknowledged() {
    return this == STORED || this == QUEUED;
  }

  /** Whether its caller does not repeat it. */
  boolean isFinal() {
    return isAcknowledged() || this == REFUSED || this == FAILED_BEFORE;
  }

  /** The same in the words of a history. */
  io.soma.memory.testkit.history.WriteOutcome heard() {
    return switch (this) {
      case STORED -> io.soma.memory.testkit.history.WriteOutcome.STORED;
      case QUEUED -> io.soma.memory.testkit.history.WriteOutcome.QUEUED;
      case FAILED_BEFORE -> io.soma.memory.testkit.history.WriteOutcome.FAILED_BEFORE;
      case KEY_TAKEN, REFUSED -> io.soma.memory.testkit.history.WriteOutcome.REFUSED;
      case NOT_NOW, NOTHING -> io.soma.memory.testkit.history.WriteOutcome.UNKNOWN;
    };
  }
}
