package io.soma.memory.domain.write;

/** Which way a tenant's writes go. */
public enum WriteMode {
  /** The memory service first, the outbox when that cannot take the write. */
  SYNC,
  /** The outbox first: acknowledged once committed there. */
  FAST_ACK,
  /** The memory service only; a write that cannot be stored fails with an exception. */
  STRICT
}
