package io.soma.memory.testkit.fake;

import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.contract.TenantLeasesContract;
import java.time.Duration;

class InMemoryTenantLeasesTest extends TenantLeasesContract {

  private final ManualClock clock = new ManualClock();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final TenantLeases leases = new InMemoryTenantLeases(store);
  private final TenantLeases anotherInstance = new InMemoryTenantLeases(store);

  @Override
  protected TenantLeases leases() {
    return leases;
  }

  @Override
  protected TenantLeases anotherInstance() {
    return anotherInstance;
  }

  @Override
  protected TenantLeases unreachable() {
    InMemoryTenantLeases unreachable = new InMemoryTenantLeases(store);
    unreachable.available(false);
    return unreachable;
  }

  @Override
  protected void letTimePass(Duration duration) {
    clock.advance(duration);
  }
}
