package io.soma.memory.domain.outbox;

/**
 * The right that a lease gives. A tenant's two rights are leased separately, so that one process or
 * two may hold them.
 */
public enum LeaseRight {
  /** To carry a tenant's events from the outbox to the transport. */
  CARRY,
  /** To send a tenant's events to the memory service, with any transport. */
  DELIVER
}
