package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.tenant.TenantId;

/** Tells the relay of this process what it has to carry, and when; safe for many threads. */
@FunctionalInterface
public interface RelaySignal {

  /** A tenant has pending events. Returns at once. */
  void wake(TenantId tenant);

  /**
   * The same, by an operator's order: a back-off of the tenant after calls in which the transport
   * took nothing is over. Returns at once.
   */
  default void retry(TenantId tenant) {
    wake(tenant);
  }

  /**
   * The transport may have recovered, so that each such back-off is over, of whichever tenant.
   * Returns at once.
   */
  default void retryRefused() {}
}
