package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.testkit.contract.RecordedEvents;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionTest {

  private static final TenantId ALICE = new TenantId("alice");

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aConfirmedEventIsKeptForItsRetention() {
    try (PostgresStore store = open(Duration.ofHours(2))) {
      store.outbox().confirm(ALICE, enqueueMany(store, 1));
      database.letTimePass(Duration.ofMinutes(119));
      assertThat(store.outbox().purge(10)).isZero();
      assertThat(database.query("SELECT id FROM outbox_events")).hasSize(1);

      database.letTimePass(Duration.ofMinutes(1));

      assertThat(store.outbox().purge(10)).isEqualTo(1);
      assertThat(database.query("SELECT id FROM outbox_events")).isEmpty();
    }
  }

  @Test
  void aPurgeTakesNoMoreThanAskedFor() {
    try (PostgresStore store = open(Duration.ofHours(2))) {
      store.outbox().confirm(ALICE, enqueueMany(store, 5));
      database.letTimePass(Duration.ofHours(3));

      assertThat(store.outbox().purge(3)).isEqualTo(3);
      assertThat(store.outbox().purge(3)).isEqualTo(2);
      assertThat(store.outbox().purge(3)).isZero();
    }
  }

  @Test
  void withoutRetentionAnEventLeavesWhenItIsConfirmed() {
    try (PostgresStore store = open(Duration.ZERO)) {
      List<OutboxEvent> events = enqueueMany(store, 3);

      store.outbox().confirm(ALICE, events.subList(0, 2));
      store.outbox().confirm(ALICE, events.subList(0, 2));
      store.outbox().fail(ALICE, events.get(0).id(), "late");

      assertThat(database.query("SELECT id FROM outbox_events"))
          .containsExactly(events.get(2).id().toString());
      assertThat(store.outbox().backlog())
          .extracting(TenantBacklog::unconfirmed)
          .containsExactly(1L);
    }
  }

  @Test
  void whatWasConfirmedUnderAnEarlierRetentionIsPurgedUnderNone() {
    try (PostgresStore keeping = open(Duration.ofHours(2));
        PostgresStore store = open(Duration.ZERO)) {
      keeping.outbox().confirm(ALICE, enqueueMany(keeping, 1));

      assertThat(store.outbox().purge(10)).isEqualTo(1);
    }
  }

  private PostgresStore open(Duration retention) {
    PostgresStore store = PostgresStore.open(database.config().withRetention(retention));
    store.migrate();
    database.empty();
    return store;
  }

  private static List<OutboxEvent> enqueueMany(PostgresStore store, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> store.outbox().enqueue(store(ALICE, i)).id())
        .map(id -> RecordedEvents.find(store.records(), id))
        .toList();
  }
}
