package io.soma.memory.sandbox.demo;

/** What a writer was told. */
enum Outcome {
  STORED,
  QUEUED,
  /** Not acknowledged: an exception was thrown. */
  UNACKNOWLEDGED;

  boolean acknowledged() {
    return this != UNACKNOWLEDGED;
  }
}
