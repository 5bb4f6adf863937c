package io.soma.memory.domain.routing;

/**
 * Why a write was not tried, or not confirmed, and went to the outbox; a read has the same ones.
 */
public enum QueueReason {
  /** The tenant asked for the outbox first. */
  FAST_ACK("not asked, as the mode is fast_ack"),
  /** Earlier writes of the tenant wait; this one keeps its place behind them. */
  BACKLOG("earlier writes of the tenant wait"),
  /** The tenant's circuit is open. */
  CIRCUIT_OPEN("the tenant's circuit is open"),
  /** The memory service asked for a pause. */
  THROTTLED("the memory service asked for a pause"),
  /** The tenant has reached its limit of concurrent calls. */
  BULKHEAD_FULL("the tenant has reached its limit of concurrent calls"),
  /** The memory service refused our credential. */
  UNAUTHORIZED("the memory service refused our credential"),
  /** The memory service did not confirm the write. */
  UNAVAILABLE("the memory service did not confirm the write");

  private final String inWords;

  QueueReason(String inWords) {
    this.inWords = inWords;
  }

  /** The reason as a sentence for people. */
  public String describe() {
    return inWords;
  }
}
