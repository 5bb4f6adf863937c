package io.soma.memory.ports.driven;

import java.time.Instant;

/** The clock of the outbox's database, which dates events and leases; safe for many threads. */
@FunctionalInterface
public interface OutboxClock {

  /**
   * The time there while the database answers this call.
   *
   * @throws OutboxUnavailableException if the database does not answer
   */
  Instant now();
}
