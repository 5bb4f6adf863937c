package io.soma.memory.kafka.record;

import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.outbox.OutboxEvent;

/** The result of decoding a record. */
public sealed interface DecodedRecord {

  /** An event, whole. */
  record Event(OutboxEvent event) implements DecodedRecord {}

  /**
   * Foreign, or damaged on its way.
   *
   * @param reason the problem, on one line, short and without the payload; parsers of headers quote
   *     a foreign header as it is
   */
  record Damaged(String reason) implements DecodedRecord {

    private static final int LONGEST = 200;

    public Damaged {
      reason = Quoted.line(reason, LONGEST);
    }
  }
}
