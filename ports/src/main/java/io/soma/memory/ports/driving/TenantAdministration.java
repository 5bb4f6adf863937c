package io.soma.memory.ports.driving;

import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/**
 * What an operator may see of tenants, and do to their circuits; safe for many threads.
 *
 * <p>An order to a circuit holds in this instance at once, in every other on the same database
 * within two seconds, and across restarts, until {@link #release}. Where PostgreSQL does not
 * answer, no order is given: {@link io.soma.memory.ports.driven.OutboxUnavailableException}.
 */
public interface TenantAdministration {

  /**
   * The tenants whose events wait, those that this instance has called the memory service for
   * lately, and those whose circuits are not closed here, in tenant order.
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
   * for each opening. Nothing else changes.
   */
  void probeNow(TenantId tenant);

  /** Keeps the tenant's calls away until {@link #release}, whatever timers say. */
  void forceOpen(TenantId tenant);

  /** Lets the tenant's calls through until {@link #release}, whatever answers say. */
  void forceClosed(TenantId tenant);

  /** Ends a forced state; the circuit is closed and free of failures. */
  void release(TenantId tenant);
}
