package io.soma.memory.kafka.record;

import io.soma.memory.domain.outbox.OutboxEvent;

/** What a record turned out to be. */
public sealed interface Decoded {

  /** An event, whole. */
  record Event(OutboxEvent event) implements Decoded {}

  /**
   * Foreign, or damaged on its way.
   *
   * @param reason what is wrong, on one line and without the payload
   */
  record Damaged(String reason) implements Decoded {}
}
