package io.soma.memory.kafka.record;

import io.soma.memory.domain.outbox.OutboxEvent;

/** The result of decoding a record. */
public sealed interface DecodedRecord {

  /** An event, whole. */
  record Event(OutboxEvent event) implements DecodedRecord {}

  /**
   * Foreign, or damaged on its way.
   *
   * @param reason the problem, on one line and without the payload
   */
  record Damaged(String reason) implements DecodedRecord {}
}
