package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/**
 * Applies events that came through a transport to the memory service, under the tenant's circuit
 * and bulkhead, and confirms them in the outbox.
 *
 * <p>Delivery is at least once, so the same event may be handed over again. An event that is
 * confirmed already or not due yet is skipped. Calls for one tenant must not overlap; calls for
 * different tenants may.
 */
public interface EventReplay {

  /**
   * Applies events of one tenant in their order, until one cannot be applied now.
   *
   * @return how many of them, from the first on, need not be offered again; and when to offer the
   *     rest
   */
  ReplayProgress replay(TenantId tenant, List<OutboxEvent> events);
}
