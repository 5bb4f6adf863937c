package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events that an operator's command changed, or would have changed.
 *
 * @param byTenant the changed events of each tenant that has any
 * @param refused in ascending order
 * @param dryRun whether nothing was done
 */
public record OutboxChange(
    Map<TenantId, List<EventId>> byTenant, List<Refused> refused, boolean dryRun) {

  public OutboxChange {
    Map<TenantId, List<EventId>> copy = new TreeMap<>();
    byTenant.forEach((tenant, events) -> copy.put(tenant, List.copyOf(events)));
    byTenant = Collections.unmodifiableMap(copy);
    refused = List.copyOf(refused);
  }

  /** The changed events of all tenants, in ascending order. */
  public List<EventId> changed() {
    return byTenant.values().stream().flatMap(List::stream).sorted().toList();
  }

  /** An event that was left alone. */
  public record Refused(EventId id, Refusal why) {}
}
