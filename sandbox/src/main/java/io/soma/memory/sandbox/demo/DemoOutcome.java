package io.soma.memory.sandbox.demo;

import io.soma.memory.testkit.history.WriteOutcome;

/** The answer that a writer got. */
enum DemoOutcome {
  STORED,
  QUEUED,
  /** Not acknowledged: an exception was thrown. */
  UNACKNOWLEDGED;

  /** The same in the words of a history. */
  WriteOutcome heard() {
    return switch (this) {
      case STORED -> WriteOutcome.STORED;
      case QUEUED -> WriteOutcome.QUEUED;
      case UNACKNOWLEDGED -> WriteOutcome.UNKNOWN;
    };
  }
}
