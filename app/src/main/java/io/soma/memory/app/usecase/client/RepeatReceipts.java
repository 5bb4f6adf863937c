package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.RepeatOutcome;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.FailedRepeatException;
import io.soma.memory.ports.driving.ReusedKeyException;

/** The caller's answer to a write with a key that it named before. */
final class RepeatReceipts {

  private RepeatReceipts() {}

  /**
   * The receipt of the earlier write.
   *
   * @throws FailedRepeatException if that one failed
   * @throws ReusedKeyException if that was another write
   */
  static WriteReceipt of(RepeatOutcome outcome) {
    KnownWrite known = outcome.known();
    return switch (outcome.kind()) {
      case STILL_QUEUED ->
          new WriteReceipt.Queued(
              known.id(), known.coordinate(), known.idempotencyKey(), QueueReason.BACKLOG);
      case ALREADY_STORED -> new WriteReceipt.Stored(known.coordinate(), known.idempotencyKey());
      case ALREADY_SUPERSEDED ->
          new WriteReceipt.Superseded(known.id(), known.coordinate(), known.idempotencyKey());
      case ALREADY_FAILED -> throw new FailedRepeatException(known.id(), known.lastError());
      case KEY_REUSED -> throw new ReusedKeyException(known.id(), outcome.difference());
    };
  }
}
