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
  protected Outbox outbox() {
    return postgres.store().outbox();
  }

  @Override
  protected Outbox anotherInstance() {
    return postgres.another().outbox();
  }

  @Override
  protected Outbox unreachable() {
    return postgres.unreachable().outbox();
  }

  @Override
  protected OutboxRecords records() {
    return postgres.another().records();
  }

  @Override
  protected OutboxRecords unreachableRecords() {
    return postgres.unreachable().records();
  }

  @Override
  protected TenantLeases leases() {
    return postgres.store().leases();
  }

  @Override
  protected void letTimePass(Duration duration) {
    postgres.letTimePass(duration);
  }

  @Override
  protected void forgetConfirmed() {
    postgres.forgetConfirmed();
  }
}
