package io.soma.memory.domain.breaker;

/** The kind of failure that opened a circuit; few kinds, because each is a label of a metric. */
public enum FailureClass {
  /** The memory service refuses our credential. */
  UNAUTHORIZED,
  /** The memory service is ill and asks for a pause. */
  THROTTLED,
  /** The memory service answers with an error of its own. */
  SERVER_ERROR,
  /** Not connected, timed out, or broken off. */
  NO_ANSWER,
  /** A success that does not name the written memory. */
  UNCONFIRMED,
  /** A proxy in front of the memory service answers instead. */
  NOT_THE_SERVICE,
  /** A good answer, as far as it was read, that is over our own limits; it opens no circuit. */
  OVER_OUR_LIMITS,
  /** The failed call did not say. */
  UNKNOWN
}
