package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.write.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * The result of enqueueing a write.
 *
 * @param idempotencyKey the key that every call for the event carries
 * @param known the earlier write that was found instead; null if this one was added
 */
public record Enqueued(EventId id, IdempotencyKey idempotencyKey, @Nullable KnownWrite known) {

  /** Of a write that was added. */
  public static Enqueued added(EventId id, IdempotencyKey idempotencyKey) {
    return new Enqueued(id, idempotencyKey, null);
  }

  /** The result where an earlier write was found under the same key. */
  public static Enqueued found(KnownWrite known) {
    return new Enqueued(known.id(), known.idempotencyKey(), known);
  }

  /** Whether the write was added. */
  public boolean added() {
    return known == null;
  }
}
