package io.soma.memory.ports.driving;

import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/**
 * An operator's view of tenants and operations on their circuits; safe for many threads.
 *
 * <p>An order to a circuit holds in this instance at once, in every other on the same database
 * within two seconds, and across restarts, until {@link #release}. Where PostgreSQL does not
 * answer, no order is given: {@link io.soma.memory.ports.driven.OutboxUnavailableException}.
 */
public interface TenantAdministration {

  /**
   * The tenants with waiting events, those for which this instance has called the memory service
   * lately, and those with a circuit that is not closed here; in tenant order.
   *
   * @param limit as many as this at most
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox does not answer
   */
  List<TenantStatus> tenants(int limit);

  /**
   * One tenant; with a closed circuit and no events if it never wrote.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox does not answer
   */
  TenantStatus tenant(TenantId tenant);

  /**
   * Whether the tenant has events in the outbox, has called through this instance lately, or has a
   * circuit here that is not closed. A tenant of another instance that has no event is unknown.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox does not answer
   */
  boolean isKnown(TenantId tenant);

  /**
   * Lets an open circuit of the tenant be probed in this instance at once, ahead of its time; once
   * for each opening. Events that the transport refuses are offered to it again at once. Nothing
   * else changes.
   */
  void probeNow(TenantId tenant);

  /** Holds the circuit open until {@link #release}; timers do not change it. */
  void forceOpen(TenantId tenant);

  /** Holds the circuit closed until {@link #release}; failures do not open it. */
  void forceClosed(TenantId tenant);

  /** Ends a forced state; the circuit is closed and free of failures. */
  void release(TenantId tenant);
}
