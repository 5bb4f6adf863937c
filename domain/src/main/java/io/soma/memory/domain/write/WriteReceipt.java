package io.soma.memory.domain.write;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.routing.QueueReason;

/** An acknowledgement: the write is safe. */
public sealed interface WriteReceipt {

  /** What the write addressed. */
  Coordinate coordinate();

  /** What every try of this write carries. */
  IdempotencyKey idempotencyKey();

  /** The memory service confirmed the write. */
  record Stored(Coordinate coordinate, IdempotencyKey idempotencyKey) implements WriteReceipt {}

  /** The write is committed in PostgreSQL and on its way. */
  record Queued(
      EventId eventId, Coordinate coordinate, IdempotencyKey idempotencyKey, QueueReason reason)
      implements WriteReceipt {}
}
