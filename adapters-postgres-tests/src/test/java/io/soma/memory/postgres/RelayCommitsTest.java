package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.testkit.contract.RecordedEvents;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commits that wait for the disk, and the fate of those that a crash lost. */
class RelayCommitsTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final int ENQUEUED = 2;
  private static final int NOTES = 5;

  // A deferred trigger runs with the commit, and sees the commit's setting.
  private static final String WATCH =
      """
      CREATE TABLE commits (number serial, setting text);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS '
        BEGIN
          INSERT INTO commits (setting) VALUES (current_setting(''synchronous_commit''));
          RETURN NULL;
        END';
      CREATE CONSTRAINT TRIGGER watch_events AFTER INSERT OR UPDATE ON outbox_events
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
      CREATE CONSTRAINT TRIGGER watch_pending AFTER INSERT OR DELETE ON outbox_pending
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
      CREATE CONSTRAINT TRIGGER watch_leases AFTER INSERT OR UPDATE ON tenant_leases
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note()\
      """;

  @Test
  void whatIsPromisedWaitsForTheDiskAndTheRelaysOwnNotesDoNot() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open()) {
      database.execute(WATCH);
      EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
      OutboxEvent event = RecordedEvents.find(store.records(), id);
      TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, HOUR).orElseThrow();
      store.outbox().markSent(lease, List.of(id));
      store.leases().renew(lease, HOUR);
      store.leases().release(lease);
      assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, HOUR)).isPresent();
      store.outbox().resend(ALICE, id);
      store.outbox().spendAttempt(event, "busy", 5);
      store.outbox().fail(ALICE, id, "refused");
      store.records().requeue(ALICE, List.of(id), false, Duration.ZERO);
      store.outbox().confirm(ALICE, List.of(event));
    }
    List<String> settings = database.query("SELECT setting FROM commits ORDER BY number");
    assertThat(settings.subList(0, ENQUEUED)).containsOnly("on");
    assertThat(settings.subList(ENQUEUED, ENQUEUED + NOTES)).containsOnly("off");
    assertThat(settings.subList(ENQUEUED + NOTES, settings.size())).hasSize(8).containsOnly("on");
  }

  @Test
  void aLeaseThatACrashForgotIsNoLongerHeldAndItsTokenIsNotGivenOutAgain() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open();
        PostgresStore other = database.open()) {
      TenantLease before =
          store.leases().acquire(ALICE, LeaseRight.CARRY, Duration.ZERO).orElseThrow();
      String row = "holder = '%s', fencing_token = %d, expires_at = now()";
      TenantLease forgotten = store.leases().acquire(ALICE, LeaseRight.CARRY, HOUR).orElseThrow();
      EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
      database.execute(
          "UPDATE tenant_leases SET " + row.formatted(before.holder(), before.fencingToken()));

      TenantLease next = other.leases().acquire(ALICE, LeaseRight.CARRY, HOUR).orElseThrow();

      assertThat(next.fencingToken()).isGreaterThan(forgotten.fencingToken());
      assertThat(store.outbox().pending(forgotten, 10)).isEmpty();
      assertThat(store.outbox().markSent(forgotten, List.of(id))).isZero();
      assertThat(store.leases().renew(forgotten, HOUR)).isFalse();
    }
  }

  @Test
  void aConfirmationOutlivesAKilledServerAndWithItTheMarkBefore() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      TestDatabase database = TestDatabase.on(server);
      try (PostgresStore store = database.open()) {
        EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
        TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, HOUR).orElseThrow();
        assertThat(store.outbox().markSent(lease, List.of(id))).isEqualTo(1);
        store.outbox().confirm(ALICE, List.of(RecordedEvents.find(store.records(), id)));

        server.kill();
        server.restart();

        assertThat(
                database.query(
                    "SELECT status FROM outbox_events"
                        + " WHERE confirmed_at IS NOT NULL AND NOT EXISTS"
                        + " (SELECT FROM outbox_pending)"))
            .containsExactly("sent");
        assertThat(database.query("SELECT fencing_token::text FROM tenant_leases"))
            .containsExactly(Long.toString(lease.fencingToken()));
      }
    }
  }
}
