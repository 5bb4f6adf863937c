package io.soma.memory.testkit.server.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The load of every tenant that was heard of. Thread safe. */
final class Traffic {
  private final Map<String, TenantLoad> tenants = new ConcurrentHashMap<>();

  TenantLoad of(String tenant) {
    TenantLoad load = tenants.get(tenant);
    return load != null ? load : tenants.computeIfAbsent(tenant, TenantLoad::new);
  }
}
