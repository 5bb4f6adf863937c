package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key that the caller named belongs to another write. The write was not made: give
 * each write a key of its own.
 */
public final class ReusedKeyException extends SomaMemoryException {

  private final transient @Nullable EventId eventId;

  /**
   * Names the first write.
   *
   * @param eventId the event of the first write; null where it was stored without one
   * @param difference the difference, as a sentence
   */
  public ReusedKeyException(@Nullable EventId eventId, String difference) {
    super(
        "the idempotency key was used for another write"
            + (eventId == null ? "" : ", event " + eventId)
            + ": "
            + difference
            + "; use a new key for a new write");
    this.eventId = eventId;
  }

  /** The event of the first write; null where it was stored without one. */
  public @Nullable EventId eventId() {
    return eventId;
  }
}
