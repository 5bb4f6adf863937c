package io.soma.memory.testkit.protocol;

/** Why an instance knows that what it knows of the backlog is old; a new look ends it. */
enum Doubt {
  NONE,
  /** It has not looked since it started. */
  STARTED,
  /** It cannot read the outbox, and others may. */
  BLIND,
  /** Its process stood still. */
  PAUSED
}
