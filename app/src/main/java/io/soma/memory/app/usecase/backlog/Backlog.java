package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;

/**
 * Which tenants have events that the memory service has not confirmed, as far as this instance
 * knows. It errs towards "has some": a write that then queues is late, one that goes directly could
 * be overwritten by an older one. Safe for many threads.
 */
public interface Backlog {

  /** Whether the tenant has, or may have, unconfirmed events. */
  boolean isWaiting(TenantId tenant);

  /** How many of the tenant's events are unconfirmed, about. */
  long unconfirmed(TenantId tenant);

  /** Must be told before an event is committed, or set pending again. */
  void enqueueBegins(TenantId tenant);

  /**
   * Call it after each {@link #enqueueBegins}, whether or not the enqueue succeeded.
   *
   * @param added whether one more event is known to be there
   */
  void enqueueEnds(TenantId tenant, boolean added);

  /** The code that confirms events or fails them for good calls this afterwards. */
  void settled(TenantId tenant, int events);

  /**
   * Waits until the tenant has no unconfirmed events.
   *
   * @return whether that came true within {@code patience}
   */
  boolean awaitGone(TenantId tenant, Duration patience);
}
