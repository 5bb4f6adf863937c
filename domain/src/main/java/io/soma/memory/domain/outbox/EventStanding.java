package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;

/**
 * The facts that decide whether an event may be replayed or discarded.
 *
 * @param overtaken whether a newer write of the tenant to the same address is confirmed, or on its
 *     way, so that a replay of this one would undo it ({@link
 *     io.soma.memory.domain.write.WriteOperation#overtakes})
 */
public record EventStanding(
    EventId id,
    TenantId tenant,
    OrderingKey orderingKey,
    EventStatus status,
    boolean confirmed,
    boolean overtaken) {

  /** Whether it is neither confirmed nor failed, and so will be delivered. */
  public boolean isUnconfirmed() {
    return !confirmed && status != EventStatus.FAILED;
  }

  /**
   * Whether an operator's replay may set it pending again: a failed event that no newer write
   * overtook, or an event that the transport has and the memory service has not confirmed.
   *
   * @param force also confirmed events, and events that would overwrite a newer write
   */
  public boolean mayBeRequeued(boolean force) {
    return switch (status) {
      case PENDING -> false;
      case SENT -> force || !confirmed;
      case FAILED -> force || !overtaken;
    };
  }
}
