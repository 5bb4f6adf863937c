package io.soma.memory.domain.write;

/** Which way a tenant's writes go. */
public enum WriteMode {
  /** HTTP first, the outbox when that cannot take the write. */
  SYNC,
  /** The outbox first: acknowledged once committed there. */
  FAST_ACK,
  /** HTTP only; a write that cannot be stored fails with an exception. */
  STRICT
}
