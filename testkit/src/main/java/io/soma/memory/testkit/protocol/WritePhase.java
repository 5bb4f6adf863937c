package io.soma.memory.testkit.protocol;

/** How far a write has come for its caller. */
enum WritePhase {
  /** Its caller has not handed it over. */
  NOT_YET,
  /** It waits at its instance for its turn. */
  IN_TURN,
  /** It is on its way to the memory service. */
  CALLING,
  /** The memory service did not confirm it, so it has to be queued. */
  TO_QUEUE,
  /** Its row is sent to the outbox, and the answer is not there yet. */
  ENQUEUEING,
  /** Its caller was told that the memory service has it. */
  STORED,
  /** Its caller was told that it is safe in the outbox. */
  QUEUED,
  /** Its caller had an error, or nothing. */
  UNKNOWN;

  boolean isEnded() {
    return this == STORED || this == QUEUED || this == UNKNOWN;
  }

  boolean isAcknowledged() {
    return this == STORED || this == QUEUED;
  }

  boolean isInProgress() {
    return this != NOT_YET && !isEnded();
  }
}
