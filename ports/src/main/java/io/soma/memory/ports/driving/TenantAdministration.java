package io.soma.memory.ports.driving;

import io.soma.memory.domain.tenant.TenantId;

/** What an operator may do to a tenant's circuit; safe for many threads. */
public interface TenantAdministration {

  /** Keeps the tenant's calls away until {@link #release}, whatever timers say. */
  void forceOpen(TenantId tenant);

  /** Lets the tenant's calls through until {@link #release}, whatever answers say. */
  void forceClosed(TenantId tenant);

  /** Ends a forced state; the circuit is closed and free of failures. */
  void release(TenantId tenant);
}
