package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Set;

/**
 * The addresses of one tenant's failed events that no newer write is known to have overtaken.
 *
 * @param hasMore whether there are more than these
 */
public record TenantFailures(TenantId tenant, Set<OrderingKey> addresses, boolean hasMore) {

  public TenantFailures {
    addresses = Set.copyOf(addresses);
  }
}
