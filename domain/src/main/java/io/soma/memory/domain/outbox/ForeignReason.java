package io.soma.memory.domain.outbox;

import java.util.Locale;

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

  /** The name in metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason as a sentence for people. */
  public String words() {
    return words;
  }
}
