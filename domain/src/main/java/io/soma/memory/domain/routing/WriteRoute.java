package io.soma.memory.domain.routing;

import io.soma.memory.domain.write.WriteMode;
import java.util.Optional;

/** Which way a write goes, as pure functions. */
public final class WriteRoute {

  private WriteRoute() {}

  /**
   * Why a write is not offered to the memory service at once; empty if it may be.
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
