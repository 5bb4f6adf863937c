package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.tenant.TenantId;

/** Whether events of a tenant may be tried at the memory service now; safe for many threads. */
@FunctionalInterface
public interface TransportGate {

  /** Looks; an open circuit whose probe may go now is half-open then. */
  boolean isOpen(TenantId tenant);
}
