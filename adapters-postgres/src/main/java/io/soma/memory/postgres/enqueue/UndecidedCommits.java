package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.ConnectionPool;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The writes of commits that this instance sent without receiving an answer. They are decided once
 * their tenant's enqueue lock was free: then the transaction is over, and its rows are visible or
 * will never be. Safe for many threads.
 */
public final class UndecidedCommits {

  private final Map<Long, TenantId> tenantsByToken = new ConcurrentHashMap<>();

  void add(Iterable<EnqueuedWrite> writes) {
    writes.forEach(write -> tenantsByToken.put(write.token(), write.delivery().tenant()));
  }

  void remove(Iterable<EnqueuedWrite> writes) {
    writes.forEach(write -> tenantsByToken.remove(write.token()));
  }

  /** Forgets those that are decided by now; the tenants of the others. */
  Set<TenantId> lookAgain(ConnectionPool pool) {
    // Before the poll: writes added during it are decided by a later one.
    Map<Long, TenantId> before = Map.copyOf(tenantsByToken);
    for (TenantId tenant : new HashSet<>(before.values())) {
      if (pool.run(sql -> EnqueueLock.isFree(sql, tenant.value()))) {
        before.forEach(
            (token, of) -> {
              if (of.equals(tenant)) {
                tenantsByToken.remove(token);
              }
            });
      }
    }
    return Set.copyOf(tenantsByToken.values());
  }
}
