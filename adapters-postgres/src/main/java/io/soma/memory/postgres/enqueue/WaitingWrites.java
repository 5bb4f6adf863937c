package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait for a commit: tenants take turns, each with its oldest one, so that a tenant
 * that floods delays another's write by one batch at most. The caller must hold the lock of the
 * {@link GroupCommit}.
 */
final class WaitingWrites {

  // In the order of their turns.
  private final LinkedHashMap<TenantId, Deque<WaitingWrite>> tenants = new LinkedHashMap<>();
  private int size;

  void add(WaitingWrite write) {
    tenants.computeIfAbsent(write.write().delivery().tenant(), t -> new ArrayDeque<>()).add(write);
    size++;
  }

  int size() {
    return size;
  }

  /** The first of the next batch. */
  @Nullable WaitingWrite first() {
    return tenants.isEmpty() ? null : tenants.values().iterator().next().peek();
  }

  /** Takes a batch. A tenant is skipped if its next write does not fit, and is first next time. */
  List<WaitingWrite> take(int maxWrites, int maxCharacters) {
    List<WaitingWrite> batch = new ArrayList<>();
    Deque<TenantId> turns = new ArrayDeque<>(tenants.keySet());
    long characters = 0;
    while (!turns.isEmpty() && batch.size() < maxWrites) {
      TenantId tenant = turns.remove();
      Deque<WaitingWrite> waiting = tenants.getOrDefault(tenant, new ArrayDeque<>());
      long more = waiting.element().write().delivery().body().length();
      if (batch.isEmpty() || characters + more <= maxCharacters) {
        characters += more;
        batch.add(waiting.remove());
        tenants.remove(tenant);
        if (!waiting.isEmpty()) {
          tenants.put(tenant, waiting);
          turns.add(tenant);
        }
      }
    }
    size -= batch.size();
    return batch;
  }

  List<WaitingWrite> takeAll() {
    List<WaitingWrite> all = tenants.values().stream().flatMap(Deque::stream).toList();
    tenants.clear();
    size = 0;
    return all;
  }
}
