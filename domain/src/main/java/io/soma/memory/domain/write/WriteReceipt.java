package io.soma.memory.domain.write;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.routing.QueueReason;

/** An acknowledgement: the write is safe. */
public sealed interface WriteReceipt {

  /** What the write addressed. */
  Coordinate coordinate();

  /** What every try of this write carries. */
  IdempotencyKey idempotencyKey();

  /**
   * The memory service confirmed the write.
   *
   * @param absent whether it said that there was nothing to forget; a {@link Forget} whose first
   *     answer was lost may have been what removed it. False for all other writes.
   */
  record Stored(Coordinate coordinate, IdempotencyKey idempotencyKey, boolean absent)
      implements WriteReceipt {

    /** Of a write that found what it was about. */
    public Stored(Coordinate coordinate, IdempotencyKey idempotencyKey) {
      this(coordinate, idempotencyKey, false);
    }
  }

  /** The write is committed in PostgreSQL and on its way. */
  record Queued(
      EventId eventId, Coordinate coordinate, IdempotencyKey idempotencyKey, QueueReason reason)
      implements WriteReceipt {}
}
