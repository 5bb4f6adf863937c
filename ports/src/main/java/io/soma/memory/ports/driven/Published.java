package io.soma.memory.ports.driven;

import java.time.Duration;

/** How far a transport came with the events that it was given. */
public sealed interface Published {

  /** How many events, from the first on, are acknowledged. */
  int acknowledged();

  /** Every event is acknowledged. */
  record All(int acknowledged) implements Published {}

  /**
   * The transport cannot take more now; the rest is to be offered again, and has spent no attempt.
   *
   * @param detail why, short and free of secrets
   * @param pause how long to wait before offering the rest
   */
  record Interrupted(int acknowledged, String detail, Duration pause) implements Published {}

  /**
   * The transport will never take the event behind the acknowledged ones.
   *
   * @param detail why, short and free of secrets
   */
  record Refused(int acknowledged, String detail) implements Published {}
}
