package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The same write under the same idempotency key was queued before and failed. It is not
 * acknowledged again: an operator replays or discards its event, or the caller uses a new key.
 */
public final class FailedRepeatException extends SomaMemoryException {

  private final transient EventId eventId;

  /**
   * Names the failed event.
   *
   * @param reason why it failed, where that is known
   */
  public FailedRepeatException(EventId eventId, @Nullable String reason) {
    super(
        "this write failed as event "
            + eventId
            + (reason == null ? "" : " (" + reason + ")")
            + "; replay or discard the event, or repeat the write under a new key");
    this.eventId = eventId;
  }

  /** The failed event. */
  public EventId eventId() {
    return eventId;
  }
}
