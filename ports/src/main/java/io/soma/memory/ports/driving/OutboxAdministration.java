package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import java.util.List;

/** What an operator may do to the outbox; safe for many threads. */
public interface OutboxAdministration {

  /** What waits, per tenant; tenants without a backlog are left out. */
  List<TenantBacklog> summary();

  /**
   * Sets failed events pending again, with no attempts spent.
   *
   * @return how many there were to set
   */
  int replay(List<EventId> ids);
}
