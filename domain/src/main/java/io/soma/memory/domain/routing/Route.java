package io.soma.memory.domain.routing;

import io.soma.memory.domain.write.WriteMode;
import java.util.Optional;

/** Which way a write goes, as pure functions. */
public final class Route {

  private Route() {}

  /**
   * Why a write must not try HTTP at all; empty if it may.
   *
   * @param backlog whether the tenant has events that the memory service has not confirmed
   */
  public static Optional<QueueReason> beforeAdmission(WriteMode mode, boolean backlog) {
    if (mode == WriteMode.FAST_ACK) {
      return Optional.of(QueueReason.FAST_ACK);
    }
    return backlog ? Optional.of(QueueReason.BACKLOG) : Optional.empty();
  }
}
