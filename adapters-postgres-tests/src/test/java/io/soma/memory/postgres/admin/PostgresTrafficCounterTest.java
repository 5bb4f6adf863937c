package io.soma.memory.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.postgres.TwoInstances;
import org.junit.jupiter.api.Test;

/** Each row's times are given, so that no test waits for them to pass. */
class PostgresTrafficCounterTest {

  private static final String ROWS =
      """
      INSERT INTO outbox_events (created_at, tenant_id, namespace, topic, ordering_key, request_id,
        idempotency_key, dedupe_key, payload, status, confirmed_at)
      SELECT clock_timestamp() - interval '%2$d s', '%1$s', '%1$s', 'memory.store', '0.5', 'r',
        gen_random_uuid(), gen_random_uuid(), '{"coord": "0.5"}', 'sent', %3$s
      FROM generate_series(1, %4$d)\
      """;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void countsWhatCameInAndWasConfirmedSinceTheMark() {
    try (PostgresStore store = database.open()) {
      insert("a", 100, "clock_timestamp() - interval '90 s'", 5);
      TrafficMark mark = minuteAgo(store.traffic());
      insert("a", 30, "NULL", 3);
      insert("b", 30, "clock_timestamp() - interval '20 s'", 2);

      assertThat(store.traffic().since(mark).tenants())
          .containsExactly(traffic("a", 3, 0), traffic("b", 2, 2));
    }
  }

  @Test
  void countsALateConfirmationOfAnEventThatCameInBefore() {
    try (PostgresStore store = database.open()) {
      insert("a", 100, "clock_timestamp() - interval '20 s'", 4);

      assertThat(store.traffic().since(minuteAgo(store.traffic())).tenants())
          .containsExactly(traffic("a", 0, 4));
    }
  }

  @Test
  void leavesWhatHappensNowToALaterCount() {
    try (PostgresStore store = database.open()) {
      TrafficMark mark = minuteAgo(store.traffic());
      insert("a", 0, "clock_timestamp()", 4);
      OutboxTraffic early = store.traffic().since(mark);
      assertThat(early.tenants()).isEmpty();
      assertThat(early.upTo().lastId()).isZero();
    }
  }

  @Test
  void countsEachEventOnceOverMarksThatFollow() {
    try (PostgresStore store = database.open()) {
      TrafficMark mark = minuteAgo(store.traffic());
      insert("a", 30, "clock_timestamp() - interval '20 s'", 6);

      OutboxTraffic first = store.traffic().since(mark);
      OutboxTraffic second = store.traffic().since(first.upTo());

      assertThat(first.tenants()).containsExactly(traffic("a", 6, 6));
      assertThat(second.tenants()).isEmpty();
    }
  }

  @Test
  void aClockThatWentBackBeginsAnew() {
    try (PostgresStore store = database.open()) {
      insert("a", 30, "NULL", 6);
      TrafficMark future =
          new TrafficMark(0, store.traffic().since(null).upTo().at().plusSeconds(60));

      assertThat(store.traffic().since(future).tenants()).isEmpty();
    }
  }

  @Test
  void saysThatTheDatabaseDoesNotAnswer() {
    try (TwoInstances postgres = new TwoInstances()) {
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(() -> postgres.unreachable().traffic().since(null));
    }
  }

  private static TrafficMark minuteAgo(TrafficCounter counter) {
    OutboxTraffic now = counter.since(null);
    assertThat(now.tenants()).isEmpty();
    return new TrafficMark(now.upTo().lastId(), now.upTo().at().minusSeconds(60));
  }

  private static TenantTraffic traffic(String tenant, long queued, long confirmed) {
    return new TenantTraffic(new TenantId(tenant), queued, confirmed);
  }

  private void insert(String tenant, int secondsAgo, String confirmedAt, int count) {
    database.execute(ROWS.formatted(tenant, secondsAgo, confirmedAt, count));
  }
}
