package io.soma.memory.app.usecase.backlog;

import io.soma.memory.ports.driven.Outbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Knows whether another instance uses the outbox, so that writes may be queued of which this one
 * learns only by looking. Safe for many threads.
 */
@Singleton
public final class OtherInstances {

  private final UUID self = UUID.randomUUID();
  private final Outbox outbox;
  private volatile boolean known;

  @Inject
  OtherInstances(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Announces this instance, and looks for others; to be called every few seconds.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox cannot be read;
   *     the known state then stays
   */
  public void look() {
    known = outbox.announce(self);
  }

  /** Whether there was another one at the last look that succeeded. */
  boolean areKnown() {
    return known;
  }
}
