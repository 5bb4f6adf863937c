package io.soma.memory.domain.routing;

/** Why a write went to the outbox. */
public enum QueueReason {
  /** The tenant asked for the outbox first. */
  FAST_ACK,
  /** Earlier writes of the tenant wait; this one keeps its place behind them. */
  BACKLOG,
  /** The tenant's circuit is open. */
  CIRCUIT_OPEN,
  /** The memory service asked for a pause. */
  THROTTLED,
  /** The tenant has reached its limit of concurrent calls. */
  BULKHEAD_FULL,
  /** The memory service refused our credential. */
  UNAUTHORIZED,
  /** The memory service did not confirm the write. */
  UNAVAILABLE
}
