package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.RepeatOutcome;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.FailedRepeatException;
import io.soma.memory.ports.driving.ReusedKeyException;

/** What the caller hears of a write that comes under a key that it named before. */
final class RepeatReceipts {

  private RepeatReceipts() {}

  /**
   * The receipt of the earlier write.
   *
   * @throws FailedRepeatException if that one failed
   * @throws ReusedKeyException if that was another write
   */
  static WriteReceipt of(RepeatOutcome outcome) {
    return outcome.fold(
        queued -> queued(queued.known()),
        stored -> stored(stored.known()),
        superseded -> superseded(superseded.known()),
        failed -> {
          throw new FailedRepeatException(failed.known().id(), failed.known().lastError());
        },
        reused -> {
          throw new ReusedKeyException(reused.known().id(), reused.difference());
        });
  }

  private static WriteReceipt queued(KnownWrite known) {
    return new WriteReceipt.Queued(
        known.id(), known.coordinate(), known.idempotencyKey(), QueueReason.BACKLOG);
  }

  private static WriteReceipt stored(KnownWrite known) {
    return new WriteReceipt.Stored(known.coordinate(), known.idempotencyKey());
  }

  private static WriteReceipt superseded(KnownWrite known) {
    return new WriteReceipt.Superseded(known.id(), known.coordinate(), known.idempotencyKey());
  }
}
