package io.soma.memory.app.telemetry;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What waits of the tenants without a label of their own, as if they were one. Takes a tenant's
 * backlog in time that grows with the logarithm of their number. For one thread at a time.
 */
final class OtherTenants {

  private static final TenantId OTHER = new TenantId(TenantLabels.OTHER);

  private final Map<TenantId, TenantBacklog> waiting = new HashMap<>();
  private final TreeSet<TenantBacklog> byAge =
      new TreeSet<>(
          Comparator.comparing(TenantBacklog::oldest)
              .thenComparing(backlog -> backlog.tenant().value()));
  private long unconfirmed;
  private long pending;

  /**
   * Takes a tenant's present backlog; null if nothing of it waits, or if it is none of them.
   *
   * @return whether it had one before
   */
  boolean replace(TenantId tenant, @Nullable TenantBacklog backlog) {
    TenantBacklog before = waiting.remove(tenant);
    if (before != null) {
      byAge.remove(before);
      unconfirmed -= before.unconfirmed();
      pending -= before.pending();
    }
    if (backlog != null) {
      waiting.put(tenant, backlog);
      byAge.add(backlog);
      unconfirmed += backlog.unconfirmed();
      pending += backlog.pending();
    }
    return before != null;
  }

  /** Their events together, and the oldest of all; null where nothing waits. */
  @Nullable TenantBacklog together() {
    if (byAge.isEmpty()) {
      return null;
    }
    Instant oldest = byAge.first().oldest();
    return new TenantBacklog(OTHER, unconfirmed, pending, oldest);
  }
}
