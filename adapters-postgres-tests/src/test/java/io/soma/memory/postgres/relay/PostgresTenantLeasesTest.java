package io.soma.memory.postgres.relay;

import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.postgres.TwoInstances;
import io.soma.memory.testkit.contract.TenantLeasesContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTenantLeasesTest extends TenantLeasesContract {

  private final TwoInstances postgres = new TwoInstances();

  @BeforeEach
  void empty() {
    postgres.empty();
  }

  @AfterAll
  void close() {
    postgres.close();
  }

  @Override
  protected TenantLeases anotherInstance() {
    return postgres.another().leases();
  }

  @Override
  protected TenantLeases unreachable() {
    return postgres.unreachable().leases();
  }

  @Override
  protected TenantLeases leases() {
    return postgres.store().leases();
  }

  @Override
  protected void letTimePass(Duration duration) {
    postgres.letTimePass(duration);
  }
}
