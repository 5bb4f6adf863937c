package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** A limit on a tenant's backlog can only refuse writes where the backlog is counted that far. */
class LargeBacklogTest {

  private static final TenantId ALICE = new TenantId("alice");

  private static final String MORE =
      "INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,"
          + " idempotency_key, dedupe_key, payload) SELECT tenant_id, namespace, topic,"
          + " ordering_key, request_id, gen_random_uuid(), 'x' || n, payload FROM outbox_events,"
          + " generate_series(1, 120000) AS n";

  @Test
  void isCountedBeyondAHundredThousand() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open()) {
      store.outbox().enqueue(store(ALICE, 0));
      database.execute(MORE);

      assertThat(store.outbox().backlog().get(0).unconfirmed()).isEqualTo(120_001);
      assertThat(store.outbox().backlog(ALICE).orElseThrow().pending()).isEqualTo(120_001);
    }
  }
}
