package io.soma.memory.postgres;

import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.contract.TenantLeasesContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTenantLeasesTest extends TenantLeasesContract {

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final PostgresStore another = database.open();
  private final PostgresStore unreachable = PostgresStore.open(TestDatabase.NOWHERE);

  @BeforeEach
  void empty() {
    database.empty();
  }

  @AfterAll
  void close() {
    store.close();
    another.close();
    unreachable.close();
  }

  @Override
  protected TenantLeases anotherInstance() {
    return another.leases();
  }

  @Override
  protected TenantLeases unreachable() {
    return unreachable.leases();
  }

  @Override
  protected TenantLeases leases() {
    return store.leases();
  }

  @Override
  protected void letTimePass(Duration duration) {
    database.letTimePass(duration);
  }
}
