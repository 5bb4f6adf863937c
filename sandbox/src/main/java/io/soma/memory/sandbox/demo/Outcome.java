package io.soma.memory.sandbox.demo;

/** The answer that a writer got. */
enum Outcome {
  STORED,
  QUEUED,
  /** Not acknowledged: an exception was thrown. */
  UNACKNOWLEDGED;

  boolean acknowledged() {
    return this != UNACKNOWLEDGED;
  }
}
