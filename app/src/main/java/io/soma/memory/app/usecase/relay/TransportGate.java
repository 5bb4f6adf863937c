package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.tenant.TenantId;

/** Whether events of a tenant may be tried at the memory service now; safe for many threads. */
@FunctionalInterface
public interface TransportGate {

  /** Checks; an open circuit with a probe that is due becomes half-open. */
  boolean isOpen(TenantId tenant);
}
