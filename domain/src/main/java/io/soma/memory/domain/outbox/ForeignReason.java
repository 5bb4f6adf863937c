package io.soma.memory.domain.outbox;

import io.soma.memory.domain.write.Delivery;
import java.util.Locale;
import java.util.Optional;

/** Why a record that came through a transport is not an event of this outbox. */
public enum ForeignReason {
  /** It was published before outboxes had identities; its row is carried again. */
  NO_IDENTITY("it was published by a version before outboxes had identities"),
  /** Another outbox shares the transport. */
  OTHER_OUTBOX("it belongs to another outbox"),
  /** The id is that of another write, as after a restore. */
  OTHER_WRITE("its event id belongs to another write"),
  /** The body is not that of the row. */
  OTHER_BODY("its body is not the body of its event");

  private final String words;

  ForeignReason(String words) {
    this.words = words;
  }

  /**
   * Why a record does not carry the write of its event; empty if it does.
   *
   * @param own the write of the event that has the record's id
   */
  public static Optional<ForeignReason> difference(Delivery own, Delivery record) {
    if (!own.dedupeKey().equals(record.dedupeKey()) || isSentElsewhere(own, record)) {
      return Optional.of(OTHER_WRITE);
    }
    return own.body().equals(record.body()) ? Optional.empty() : Optional.of(OTHER_BODY);
  }

  // With the body alone equal, a store could become a deletion, or reach another memory.
  private static boolean isSentElsewhere(Delivery own, Delivery record) {
    return own.operation() != record.operation()
        || !own.coordinate().equals(record.coordinate())
        || !own.namespace().equals(record.namespace())
        || !own.idempotencyKey().equals(record.idempotencyKey());
  }

  /** The name in metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason as a sentence for people. */
  public String words() {
    return words;
  }
}
