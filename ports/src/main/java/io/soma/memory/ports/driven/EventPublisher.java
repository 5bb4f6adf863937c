package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/**
 * A transport: carries events from the outbox towards the memory service.
 *
 * <p>Delivery is at least once: an event may be published again after an outcome that was never
 * learned. Calls for one tenant do not overlap; calls for different tenants may, and a tenant with
 * events that cannot be carried delays no other tenant.
 */
public interface EventPublisher {

  /**
   * Carries events of one tenant, in their order, and waits until the transport has acknowledged
   * them or will not.
   *
   * @return how many, from the first on, are acknowledged; events behind the first failure do not
   *     count, even if they were stored
   */
  Published publish(TenantId tenant, List<OutboxEvent> events);

  /** As many events as one call carries at most; there is no use in handing it more. */
  default int mostAtOnce() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether publishing needs the memory service itself. If so, events of a tenant with an open
   * circuit stay in the outbox. False for a transport that keeps events meanwhile.
   */
  default boolean needsMemoryService() {
    return false;
  }

  /**
   * Whether an acknowledged event is settled in the outbox by then, confirmed or failed. True for a
   * transport that delivers while it publishes; its events are never marked as sent. False for one
   * that has only taken them: they are marked, and confirmed when the memory service has them.
   */
  default boolean settlesEvents() {
    return false;
  }
}
