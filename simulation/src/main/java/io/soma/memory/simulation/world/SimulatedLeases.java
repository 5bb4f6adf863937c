package io.soma.memory.simulation.world;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.InMemoryTenantLeases;
import java.time.Duration;
import java.util.Optional;

/** The leases as one instance reaches them. */
final class SimulatedLeases implements TenantLeases {

  private final InMemoryTenantLeases leases;
  private final StoreLink link;

  SimulatedLeases(InMemoryStore store, StoreLink link) {
    this.leases = new InMemoryTenantLeases(store);
    this.link = link;
  }

  @Override
  public Optional<TenantLease> acquire(TenantId tenant, LeaseRight right, Duration duration) {
    return link.ask(() -> leases.acquire(tenant, right, duration));
  }

  @Override
  public boolean renew(TenantLease lease, Duration duration) {
    return link.ask(() -> leases.renew(lease, duration));
  }

  @Override
  public void release(TenantLease lease) {
    link.tell(() -> leases.release(lease));
  }
}
