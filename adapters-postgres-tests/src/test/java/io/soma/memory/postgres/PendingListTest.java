package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.postgres.enqueue.EnqueuedWrite;
import io.soma.memory.postgres.enqueue.Insertion;
import io.soma.memory.testkit.contract.RecordedEvents;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of pending events follows the events, also if another client adds and removes them. */
class PendingListTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String EVENTS = "SELECT id FROM outbox_events ORDER BY id";
  private static final String LIST = "SELECT id FROM outbox_pending ORDER BY id";
  private static final String OVERVIEW = "SELECT status FROM outbox_overview ORDER BY id";

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anEventThatSomebodyElseAddedIsCarried() {
    database.execute(
        "INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,"
            + " idempotency_key, dedupe_key, payload) VALUES ('alice', 'alice', 'memory.store',"
            + " '0.5', 'r', gen_random_uuid(), 'alice:1', '{\"coord\": \"0.5\"}')");

    assertThat(store.outbox().tenantsWithPending(null, 10)).containsExactly(ALICE);
    assertThat(store.outbox().pending(lease(), 10)).hasSize(1);
  }

  @Test
  void writesAreListedByTheStatementThatAddsThem() throws Exception {
    database.execute("ALTER TABLE outbox_events DISABLE TRIGGER outbox_events_added");

    try (Connection connection = database.connect()) {
      Insertion.committed(connection, writes(store(ALICE, 1)));
      Insertion.committed(connection, writes(store(ALICE, 1), store(ALICE, 2), store(BOB, 3)));
    }

    assertThat(database.query(LIST)).hasSize(3).isEqualTo(database.query(EVENTS));
  }

  @Test
  void theTriggerStaysAwayFromWhatIsListedAndFromNothingElse() throws Exception {
    database.execute(
        "CREATE OR REPLACE FUNCTION outbox_list_added_events() RETURNS trigger LANGUAGE plpgsql"
            + " AS $$ BEGIN RAISE 'called'; END $$");

    try (Connection connection = database.connect()) {
      assertThat(Insertion.committed(connection, writes(store(ALICE, 1)))).hasSize(1);
      assertThat(Insertion.committed(connection, writes(store(ALICE, 2), store(BOB, 3))))
          .hasSize(2);
      assertThatThrownBy(() -> Insertion.joined(connection, EnqueuedWrite.of(store(ALICE, 4))))
          .hasMessageContaining("called");
    }
  }

  @Test
  void anEventThatSomebodyElseDeletedLeavesTheListWithTheNextClaimOfNothing() {
    store.outbox().enqueue(store(ALICE, 1));
    database.execute("DELETE FROM outbox_events");

    assertThat(store.outbox().pending(lease(), 10)).isEmpty();

    assertThat(database.query(LIST)).isEmpty();
  }

  @Test
  void deletedEventsHideNoneBehindThem() {
    List<EventId> ids = enqueue(3);
    database.execute("DELETE FROM outbox_events WHERE id < " + ids.get(2).value());

    assertThat(store.outbox().pending(lease(), 1))
        .extracting(OutboxEvent::id)
        .containsExactly(ids.get(2));
    assertThat(database.query(LIST)).containsExactly(text(ids.get(2)));
  }

  @Test
  void deletedEventsMakeNoBatchSmaller() {
    List<EventId> ids = enqueue(4);
    database.execute("DELETE FROM outbox_events WHERE id = " + ids.get(1).value());

    assertThat(store.outbox().pending(lease(), 3))
        .extracting(OutboxEvent::id)
        .containsExactly(ids.get(0), ids.get(2), ids.get(3));
  }

  @Test
  void anEmbedderNeedsNeitherRightsNorAPathToTheList() {
    String role = "embedder_" + Long.toString(System.nanoTime(), 36);
    database.execute("CREATE ROLE " + role);
    database.execute("GRANT SELECT, INSERT ON outbox_events TO " + role);
    database.execute(
        "SET ROLE "
            + role
            + "; SET search_path = ''; INSERT INTO public.outbox_events (tenant_id,"
            + " namespace, topic, ordering_key, request_id, idempotency_key, dedupe_key, payload)"
            + " VALUES ('alice', 'alice', 'memory.store', '0.5', 'r', gen_random_uuid(),"
            + " 'alice:1', '{\"coord\": \"0.5\"}')");

    assertThat(database.query(LIST)).hasSize(1);
  }

  @Test
  void whatEndsBeforeItsMarkLeavesTheListToo() {
    List<EventId> ids = enqueue(4);
    List<OutboxEvent> events = RecordedEvents.find(store.records(), ids);

    store.outbox().confirm(ALICE, events.subList(0, 1));
    store.outbox().fail(ALICE, ids.get(1), "refused");
    store.outbox().spendAttempt(events.get(2), "busy", 1);
    assertThat(database.query(LIST)).containsExactly(text(ids.get(3)));

    store.outbox().spendAttempt(events.get(3), "busy", 2);
    assertThat(database.query(LIST)).containsExactly(text(ids.get(3)));
  }

  @Test
  void peopleSeeTheStatusInTheOverview() {
    List<EventId> ids = enqueue(3);
    store.outbox().markSent(lease(), ids.subList(0, 1));
    store.outbox().fail(ALICE, ids.get(1), "refused");
    assertThat(database.query(OVERVIEW)).containsExactly("sent", "failed", "pending");

    store.outbox().resend(ALICE, ids.get(2));
    assertThat(database.query(OVERVIEW)).containsExactly("pending", "failed", "pending");

    store.outbox().confirm(ALICE, RecordedEvents.find(store.records(), ids));
    assertThat(database.query(OVERVIEW)).containsExactly("sent", "sent", "sent");
  }

  private TenantLease lease() {
    return store.leases().acquire(ALICE, LeaseRight.CARRY, HOUR).orElseThrow();
  }

  private List<EventId> enqueue(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> store.outbox().enqueue(store(ALICE, i)).id())
        .toList();
  }

  private static String text(EventId id) {
    return Long.toString(id.value());
  }

  private static List<EnqueuedWrite> writes(Delivery... deliveries) {
    return Stream.of(deliveries).map(EnqueuedWrite::of).toList();
  }
}
