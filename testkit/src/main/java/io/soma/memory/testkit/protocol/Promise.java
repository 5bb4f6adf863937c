package io.soma.memory.testkit.protocol;

/** What must hold in every state of the model. */
public enum Promise {
  /**
   * A write that was acknowledged has taken effect, or its row waits in the outbox (for its
   * delivery, or failed for an operator). Only a restore may forget it.
   */
  NOTHING_ACKNOWLEDGED_IS_LOST,
  /**
   * No write takes effect once a newer one that is acknowledged has; and where a caller hears
   * "stored", its address does not hold an older write.
   */
  NO_OLDER_WRITE_COMES_BACK,
  /** No write takes effect while an older one of its address waits in the outbox for the first. */
  ORDER_AT_AN_ADDRESS,
  /** The outbox takes no write for confirmed that has taken no effect. */
  CONFIRMED_IS_STORED,
  /** No two instances have calls for queued writes of a tenant under way. */
  ONE_DELIVERS_AT_A_TIME,
  /** An event leaves the list only when the transport has acknowledged it, or it is settled. */
  SENT_IS_ACKNOWLEDGED
}
