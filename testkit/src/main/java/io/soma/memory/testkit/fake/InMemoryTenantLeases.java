package io.soma.memory.testkit.fake;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.fake.InMemoryStore.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Leases of one instance, in memory; two of them on one store are two instances. */
public final class InMemoryTenantLeases implements TenantLeases {

  private final InMemoryStore store;
  private final String holder;
  private final Availability availability = new Availability();

  public InMemoryTenantLeases(InMemoryStore store) {
    this.store = store;
    this.holder = store.nextHolder();
  }

  /** While false, every method of the port throws {@code OutboxUnavailableException}. */
  public void available(boolean available) {
    availability.set(available);
  }

  @Override
  public Optional<TenantLease> acquire(TenantId tenant, LeaseRight right, Duration duration) {
    availability.require();
    synchronized (store) {
      Tenure last = store.tenures.get(new InMemoryStore.Right(tenant, right));
      if (!store.mayBeGiven(right) || (last != null && store.holds(last.lease()))) {
        return Optional.empty();
      }
      long token = last == null ? 1 : last.lease().fencingToken() + 1;
      TenantLease lease = new TenantLease(tenant, right, holder, token);
      store.tenures.put(
          InMemoryStore.Right.of(lease), new Tenure(lease, store.now().plus(duration)));
      return Optional.of(lease);
    }
  }

  @Override
  public boolean renew(TenantLease lease, Duration duration) {
    availability.require();
    synchronized (store) {
      return endAt(lease, store.now().plus(duration));
    }
  }

  @Override
  public void release(TenantLease lease) {
    availability.require();
    // Free from now on, also where the clock steps back.
    endAt(lease, Instant.MIN);
  }

  private boolean endAt(TenantLease lease, Instant end) {
    synchronized (store) {
      if (!store.holds(lease)) {
        return false;
      }
      store.tenures.put(InMemoryStore.Right.of(lease), new Tenure(lease, end));
      return true;
    }
  }
}
