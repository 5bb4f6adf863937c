package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.TenantCounts;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many events are in the outbox, by tenant and in all. */
public record OutboxSummary(List<TenantCounts> tenants) {

  public OutboxSummary {
    tenants = List.copyOf(tenants);
  }

  /** Those that are committed here only. */
  public long pending() {
    return sum(TenantCounts::pending);
  }

  /** Those that the transport has, and the confirmed ones that are kept. */
  public long sent() {
    return sum(TenantCounts::sent);
  }

  /** Those that wait for an operator. */
  public long failed() {
    return sum(TenantCounts::failed);
  }

  private long sum(ToLongFunction<TenantCounts> count) {
    return tenants.stream().mapToLong(count).sum();
  }
}
