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
    if (outcome instanceof RepeatOutcome.StillQueued queued) {
      KnownWrite known = queued.known();
      return new WriteReceipt.Queued(
          known.id(), known.coordinate(), known.idempotencyKey(), QueueReason.BACKLOG);
    }
    if (outcome instanceof RepeatOutcome.AlreadyStored stored) {
      KnownWrite known = stored.known();
      return new WriteReceipt.Stored(known.coordinate(), known.idempotencyKey());
    }
    if (outcome instanceof RepeatOutcome.AlreadySuperseded superseded) {
      KnownWrite known = superseded.known();
      return new WriteReceipt.Superseded(known.id(), known.coordinate(), known.idempotencyKey());
    }
    if (outcome instanceof RepeatOutcome.AlreadyFailed failed) {
      throw new FailedRepeatException(failed.known().id(), failed.known().lastError());
    }
    RepeatOutcome.KeyReused reused = (RepeatOutcome.KeyReused) outcome;
    throw new ReusedKeyException(reused.known().id(), reused.difference());
  }
}
