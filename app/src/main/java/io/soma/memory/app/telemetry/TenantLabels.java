package io.soma.memory.app.telemetry;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tenants that have a label of their own: the first so many; safe for many threads. */
public final class TenantLabels {

  /** The label for all other tenants. */
  public static final String OTHER = "other";

  private final Set<TenantId> labelled = ConcurrentHashMap.newKeySet();
  private final AtomicInteger left;

  /** So many tenants get a label of their own. */
  public TenantLabels(int max) {
    this.left = new AtomicInteger(max);
  }

  /** The tenant's own label, or that of all the rest. */
  public String of(TenantId tenant) {
    if (labelled.contains(tenant)) {
      return tenant.value();
    }
    if (left.get() <= 0 || left.getAndDecrement() <= 0) {
      return OTHER;
    }
    if (!labelled.add(tenant)) {
      left.incrementAndGet();
    }
    return tenant.value();
  }
}
