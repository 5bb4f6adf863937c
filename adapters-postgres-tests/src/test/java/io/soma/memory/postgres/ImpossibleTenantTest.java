package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantFailures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rows that name a tenant that cannot exist: inserted by hand, before a constraint refused them.
 */
class ImpossibleTenantTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final List<String> IMPOSSIBLE =
      List.of("Acme Corp", "-x", "caf\u00e9", "a".repeat(65), "", "a\n", "a/b");

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private EventId failed;
  private EventId queued;

  @BeforeEach
  void fill() {
    database.execute(
        "ALTER TABLE outbox_events DROP CONSTRAINT IF EXISTS outbox_events_tenant_is_possible;"
            + " ALTER TABLE circuit_orders DROP CONSTRAINT IF EXISTS"
            + " circuit_orders_tenant_is_possible");
    for (String tenant : IMPOSSIBLE) {
      insert(tenant, "pending");
      insert(tenant, "failed");
      database.execute("INSERT INTO circuit_orders VALUES ('" + tenant + "', 'open')");
    }
    failed = store.outbox().enqueue(store(ALICE, 1)).id();
    store.outbox().fail(ALICE, failed, "refused");
    queued = store.outbox().enqueue(store(ALICE, 2)).id();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void insert(String tenant, String status) {
    database.execute(
        "INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,"
            + " idempotency_key, dedupe_key, payload, status) VALUES ('"
            + tenant
            + "', 'n', 'memory.store', '1.0,2.0', 'r', gen_random_uuid(), gen_random_uuid(), '{}',"
            + " '"
            + status
            + "')");
  }

  @Test
  void holdUpNoOtherTenant() {
    assertThat(store.outbox().backlog()).extracting(TenantBacklog::tenant).containsExactly(ALICE);
    assertThat(store.outbox().tenantsWithPending(null, 1)).containsExactly(ALICE);
    assertThat(store.records().failedAddresses(10))
        .extracting(TenantFailures::tenant)
        .containsExactly(ALICE);
    assertThat(store.circuitOrders().all()).isEmpty();
  }

  @Test
  void hideNothingFromOperators() {
    assertThat(store.records().counts()).extracting(TenantCounts::tenant).containsExactly(ALICE);
    assertThat(store.records().failedCounts()).containsOnlyKeys(ALICE);
    assertThat(store.records().list(EventFilter.ALL, 2, 0))
        .extracting(entry -> entry.event().id())
        .containsExactly(queued, failed);
    assertThat(store.records().find(new EventId(1))).isEmpty();
    assertThat(store.records().standings(List.of(new EventId(1), queued))).hasSize(1);
    database.execute("UPDATE outbox_events SET created_at = created_at - interval '1 minute'");
    assertThat(store.traffic().since(new TrafficMark(0, Instant.EPOCH)).tenants())
        .extracting(TenantTraffic::tenant)
        .containsExactly(ALICE);
  }

  @Test
  void areRefusedFromNowOnAndThoseThatAreThereStay() {
    // The newest migration of this constraint; an earlier one would come out of order.
    database.execute("DELETE FROM soma_memory_schema_history WHERE version = '21'");

    store.migrate();

    for (String tenant : IMPOSSIBLE) {
      assertThatThrownBy(() -> insert(tenant, "pending"))
          .hasStackTraceContaining("outbox_events_tenant_is_possible");
    }
    for (String tenant : List.of("a", "9", "A.b_c-", "a".repeat(64))) {
      insert(tenant, "pending");
    }
    assertThat(store.outbox().enqueue(store(ALICE, 3)).added()).isTrue();
    assertThat(database.query("SELECT id FROM outbox_events WHERE tenant_id = 'Acme Corp'"))
        .hasSize(2);
  }
}
