package io.soma.memory.domain.write;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.routing.QueueReason;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An acknowledgement: the write is safe. */
public sealed interface WriteReceipt {

  /** The coordinate that the write addressed. */
  Coordinate coordinate();

  /** The key that every call for this write carries. */
  IdempotencyKey idempotencyKey();

  /** The result of the function for this kind of receipt. */
  <T> T fold(
      Function<? super Stored, ? extends T> stored,
      Function<? super Queued, ? extends T> queued,
      Function<? super Superseded, ? extends T> superseded);

  /**
   * The memory service confirmed the write.
   *
   * @param absent whether it said that there was nothing to forget; a {@link Forget} whose first
   *     answer was lost may have removed it itself. False for all other writes.
   */
  record Stored(Coordinate coordinate, IdempotencyKey idempotencyKey, boolean absent)
      implements WriteReceipt {

    /** A receipt of a write that found its memory. */
    public Stored(Coordinate coordinate, IdempotencyKey idempotencyKey) {
      this(coordinate, idempotencyKey, false);
    }

    @Override
    public <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Queued, ? extends T> queued,
        Function<? super Superseded, ? extends T> superseded) {
      return stored.apply(this);
    }
  }

  /** The write is committed in PostgreSQL and on its way. */
  record Queued(
      EventId eventId, Coordinate coordinate, IdempotencyKey idempotencyKey, QueueReason reason)
      implements WriteReceipt {
    @Override
    public <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Queued, ? extends T> queued,
        Function<? super Superseded, ? extends T> superseded) {
      return queued.apply(this);
    }
  }

  /**
   * A repeat under a named key: the write took effect, and a newer write of its address followed.
   * Nothing is written now, as that would overwrite the newer one.
   *
   * @param eventId the event that carried it; null where it was stored without one
   */
  record Superseded(@Nullable EventId eventId, Coordinate coordinate, IdempotencyKey idempotencyKey)
      implements WriteReceipt {
    @Override
    public <T> T fold(
        Function<? super Stored, ? extends T> stored,
        Function<? super Queued, ? extends T> queued,
        Function<? super Superseded, ? extends T> superseded) {
      return superseded.apply(this);
    }
  }
}
