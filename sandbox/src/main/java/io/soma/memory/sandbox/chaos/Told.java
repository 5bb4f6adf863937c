package io.soma.memory.sandbox.chaos;

/** What a gateway told of a write. */
enum Told {
  ACKNOWLEDGED,
  /** Neither now nor here, said the gateway. */
  NOT_NOW,
  /** Nothing, so that nobody knows. */
  NOTHING
}
