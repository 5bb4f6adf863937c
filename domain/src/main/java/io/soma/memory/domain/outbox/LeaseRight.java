package io.soma.memory.domain.outbox;

/** What a lease gives the right to; the two are held apart, by one process or by two. */
public enum LeaseRight {
  /** To carry a tenant's events from the outbox to the transport. */
  CARRY,
  /** To send a tenant's events to the memory service, whatever transport they came through. */
  DELIVER
}
