package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many rows PostgreSQL reads for a relay, by its own count, beside a large table. */
class IndexUseTest {

  private static final TenantId QUIET = new TenantId("quiet");
  private static final TenantId FLOODING = new TenantId("flooding");

  private static final String ROWS =
      """
      INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
        idempotency_key, dedupe_key, payload, status, confirmed_at)
      SELECT '%1$s', '%1$s', 'memory.store', '0.5', 'r', gen_random_uuid(), gen_random_uuid(),
        '{"coord": "0.5"}', '%2$s', %3$s
      FROM generate_series(1, %4$d)\
      """;

  /** The driver prepares after 5, PostgreSQL keeps a plan after 5 more. */
  private static final int CLAIMS_UNTIL_THE_PLAN_IS_KEPT = 15;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aRelayReadsNeitherConfirmedNorOtherTenantsEvents() {
    try (PostgresStore store = database.open()) {
      assertThat(store.outbox().backlog()).isEmpty();
    }
    insert("confirmed", "sent", "now()", 30_000);
    insert(QUIET.value(), "sent", "now()", 3_000);
    insert(FLOODING.value(), "sent", "null", 10_000);
    insert(FLOODING.value(), "pending", "null", 10_000);
    insert(QUIET.value(), "pending", "null", 3);
    long before = rowsRead();

    relay();

    assertThat(rowsRead() - before).isLessThan(100);
  }

  @Test
  void theBacklogReadsWhatItCountsAndNoMore() {
    try (PostgresStore store = database.open()) {
      assertThat(store.outbox().backlog()).isEmpty();
    }
    insert("confirmed", "sent", "now()", 30_000);
    insert("a", "pending", "null", 50);
    insert("b", "sent", "null", 50);
    long before = rowsRead();

    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.outbox().backlog()).hasSize(2);
    }

    assertThat(rowsRead() - before).isBetween(100L, 300L);
  }

  @Test
  void aClaimThatWasPlannedForFewEventsReadsNoMoreWhenManyHaveCome() {
    try (PostgresStore store = database.open()) {
      database.execute("ALTER TABLE outbox_events SET (autovacuum_enabled = off)");
      database.execute("ALTER TABLE outbox_pending SET (autovacuum_enabled = off)");
      insert(QUIET.value(), "pending", "null", 50);
    }
    long before = rowsRead();
    try (PostgresStore store = PostgresStore.open(database.config())) {
      TenantLease lease =
          store.leases().acquire(QUIET, LeaseRight.CARRY, Duration.ofHours(1)).orElseThrow();
      for (int claim = 1; claim <= CLAIMS_UNTIL_THE_PLAN_IS_KEPT; claim++) {
        assertThat(store.outbox().pending(lease, 10)).hasSize(10);
      }
      database.execute(ROWS.formatted(FLOODING, "pending", "null", 20_000));

      assertThat(store.outbox().pending(lease, 10)).hasSize(10);
    }

    assertThat(rowsRead() - before).isLessThan(5_000);
  }

  private void relay() {
    try (PostgresStore store = PostgresStore.open(database.config())) {
      Outbox outbox = store.outbox();
      assertThat(outbox.tenantsWithPending(null, 10)).containsExactly(FLOODING, QUIET);
      TenantLease lease =
          store.leases().acquire(QUIET, LeaseRight.CARRY, Duration.ofHours(1)).orElseThrow();
      List<OutboxEvent> events = outbox.pending(lease, 500);
      List<EventId> ids = events.stream().map(OutboxEvent::id).toList();
      assertThat(outbox.markSent(lease, ids)).isEqualTo(3);
      assertThat(outbox.due(QUIET, events).due()).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(outbox.resend(QUIET, ids.get(2))).isEqualTo(3);
      outbox.confirm(QUIET, events);
      assertThat(outbox.purge(10)).isZero();
    }
  }

  private void insert(String tenant, String status, String confirmedAt, int count) {
    database.execute(ROWS.formatted(tenant, status, confirmedAt, count));
    database.execute("ANALYZE outbox_events");
  }

  // A session reports its number of read rows when it ends.
  private long rowsRead() {
    Await.until(
        "only this session is left",
        () ->
            database
                .query(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND backend_type = 'client backend'")
                .equals(List.of("1")));
    return Long.parseLong(
        database
            .query(
                "SELECT (SELECT seq_tup_read FROM pg_stat_user_tables"
                    + " WHERE relname = 'outbox_events')"
                    + " + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes"
                    + " WHERE relname = 'outbox_events')")
            .get(0));
  }
}
