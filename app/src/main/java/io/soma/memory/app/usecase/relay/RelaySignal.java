package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.tenant.TenantId;

/** Tells the relay of this process that a tenant has pending events; safe for many threads. */
@FunctionalInterface
public interface RelaySignal {

  /** Returns at once. */
  void wake(TenantId tenant);
}
