package io.soma.memory.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.contract.TenantLeasesContract;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

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

  @Test
  void releasedLeaseIsFreeWhereTheClockStepsBack() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    InMemoryStore stepped = new InMemoryStore(now::get);
    TenantLeases one = new InMemoryTenantLeases(stepped);
    TenantId tenant = new TenantId("alpha");
    TenantLease lease = one.acquire(tenant, LeaseRight.CARRY, Duration.ofSeconds(45)).orElseThrow();
    one.release(lease);
    now.updateAndGet(time -> time.minusSeconds(60));

    assertThat(
            new InMemoryTenantLeases(stepped)
                .acquire(tenant, LeaseRight.CARRY, Duration.ofSeconds(45)))
        .isPresent();
  }
}
