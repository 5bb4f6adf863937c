package io.soma.memory.postgres;

import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.testkit.contract.OutboxContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresOutboxTest extends OutboxContract {

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
  protected Outbox outbox() {
    return store.outbox();
  }

  @Override
  protected Outbox anotherInstance() {
    return another.outbox();
  }

  @Override
  protected Outbox unreachable() {
    return unreachable.outbox();
  }

  @Override
  protected OutboxRecords records() {
    return another.records();
  }

  @Override
  protected OutboxRecords unreachableRecords() {
    return unreachable.records();
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
