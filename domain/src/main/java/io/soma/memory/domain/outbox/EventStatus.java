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
}
