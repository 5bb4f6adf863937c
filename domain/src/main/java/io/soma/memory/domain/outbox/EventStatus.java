package io.soma.memory.domain.outbox;

import java.util.Locale;

/** How far an event has come. */
public enum EventStatus {
  /** Committed in the outbox only. */
  PENDING,
  /** The transport has acknowledged it. */
  SENT,
  /** This very record was refused or spent its attempts; it waits for an operator. */
  FAILED;

  /** The name in the table, in metrics and in the administration. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventStatus ofWireName(String name) {
    for (EventStatus status : values()) {
      if (status.wireName().equals(name)) {
        return status;
      }
    }
    throw new IllegalArgumentException("the status is pending, sent or failed, not " + name);
  }
}
