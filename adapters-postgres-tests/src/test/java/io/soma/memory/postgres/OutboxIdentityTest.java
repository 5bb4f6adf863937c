package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxIdentityTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase database = TestDatabase.create();

  @Test
  void theIdentityStaysWhereTheDatabaseStays() {
    OutboxIdentity first = identity();

    assertThat(identity()).isEqualTo(first);
  }

  @Test
  void aDatabaseAtAnotherPlaceIsACopyAndCarriesWhatIsUnconfirmedAgain() {
    OutboxIdentity original = identity();
    sendOne();
    database.execute("UPDATE outbox_identity SET database_oid = database_oid + 1");

    assertThat(identity()).isNotEqualTo(original);
    assertThat(database.query("SELECT id FROM outbox_pending")).hasSize(1);

    OutboxIdentity copy = identity();
    database.execute("UPDATE outbox_identity SET system_identifier = system_identifier + 1");
    assertThat(identity()).isNotEqualTo(copy);
  }

  @Test
  void anOperatorGivesAPhysicalCopyAnIdentityOfItsOwn() {
    OutboxIdentity original = identity();
    sendOne();

    try (PostgresStore store = database.open()) {
      assertThat(store.renewIdentity()).isNotEqualTo(original).isEqualTo(identity());
    }
    assertThat(database.query("SELECT id FROM outbox_pending")).hasSize(1);
  }

  @Test
  void countsTheInstancesOfTheLastMinute() {
    identity();
    database.execute(
        "INSERT INTO outbox_instances VALUES"
            + " ('00000000-0000-0000-0000-000000000001', now()),"
            + " ('00000000-0000-0000-0000-000000000002', now() - interval '2 minutes')");

    try (PostgresStore store = database.open()) {
      assertThat(store.presentInstances()).isOne();
    }
  }

  @Test
  void theFirstStartOfThisVersionCarriesWhatAnEarlierOnePublished() {
    OutboxIdentity identity = identity();
    sendOne();
    database.execute("UPDATE outbox_identity SET system_identifier = NULL");

    assertThat(identity()).isEqualTo(identity);

    assertThat(database.query("SELECT id FROM outbox_pending")).hasSize(1);
  }

  @Test
  void afterAFailoverDeliveriesWaitForForgottenHolders() {
    identity();
    database.execute("UPDATE outbox_identity SET timeline = timeline - 1");

    try (PostgresStore store = database.open()) {
      assertThat(store.leases().acquire(ALICE, LeaseRight.DELIVER, MINUTE)).isEmpty();
      assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE)).isPresent();

      database.execute("UPDATE outbox_identity SET deliveries_from = clock_timestamp()");
      assertThat(store.leases().acquire(ALICE, LeaseRight.DELIVER, Duration.ofSeconds(30)))
          .isPresent();
    }
  }

  /** A lease lasts as long as the HTTP timeout asks for; so did the one that is forgotten. */
  @Test
  void afterAFailoverDeliveriesWaitForAsLongAsALeaseLasts() {
    identity();
    try (PostgresStore store = database.open()) {
      database.execute(
          "UPDATE outbox_identity SET deliveries_from = clock_timestamp() - interval '29 seconds'");
      assertThat(store.leases().acquire(ALICE, LeaseRight.DELIVER, MINUTE)).isEmpty();

      database.execute(
          "UPDATE outbox_identity SET deliveries_from = clock_timestamp() - interval '30 seconds'");
      assertThat(store.leases().acquire(ALICE, LeaseRight.DELIVER, MINUTE)).isPresent();
    }
  }

  @Test
  void aClockThatSteppedBackHoldsDeliveriesUpNoLongerThanAFailover() {
    identity();
    try (PostgresStore store = database.open()) {
      database.execute(
          "UPDATE outbox_identity SET deliveries_from = clock_timestamp() + interval '5 hours'");

      var unused = store.outbox().unsettledCommits();

      assertThat(
              database.query(
                  "SELECT 1 FROM outbox_identity"
                      + " WHERE deliveries_from <= clock_timestamp() + interval '30 seconds'"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLeaseOfBeforeTheClockSteppedBackIsCutToHalfAnHour(LeaseRight right) {
    String table = right == LeaseRight.CARRY ? "tenant_leases" : "delivery_leases";
    try (PostgresStore killed = database.open();
        PostgresStore other = database.open()) {
      TenantLease lease = killed.leases().acquire(ALICE, right, MINUTE).orElseThrow();
      database.execute("UPDATE " + table + " SET expires_at = expires_at + interval '5 hours'");

      assertThat(other.leases().acquire(ALICE, right, MINUTE)).isEmpty();

      assertThat(
              database.query(
                  "SELECT 1 FROM "
                      + table
                      + " WHERE expires_at BETWEEN clock_timestamp() + interval '29 minutes'"
                      + " AND clock_timestamp() + interval '30 minutes'"))
          .hasSize(1);
      // Its holder may be at work, and still has it.
      assertThat(killed.leases().renew(lease, MINUTE)).isTrue();
    }
  }

  @Test
  void aTokenIsLargerThanAnyThatThisInstanceHasSeen() {
    try (PostgresStore store = database.open()) {
      TenantLeases leases = store.leases();
      TenantLease seen = leases.acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();
      leases.release(seen);
      database.execute("UPDATE tenant_leases SET fencing_token = fencing_token + 1000000000000");
      TenantLease ahead = leases.acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();

      // A standby that took over has forgotten it.
      database.execute("TRUNCATE tenant_leases");

      assertThat(leases.acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow().fencingToken())
          .isGreaterThan(ahead.fencingToken());
    }
  }

  @Test
  void aReleasedLeaseIsFreeThoughTheClockWentBack() {
    try (PostgresStore store = database.open()) {
      TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();
      store.leases().release(lease);

      database.execute("UPDATE tenant_leases SET expires_at = expires_at + interval '1 hour'");

      assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE)).isPresent();
    }
  }

  private OutboxIdentity identity() {
    try (PostgresStore store = database.open()) {
      return store.outbox().identity();
    }
  }

  private void sendOne() {
    try (PostgresStore store = database.open()) {
      Outbox outbox = store.outbox();
      TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, MINUTE).orElseThrow();
      outbox.markSent(lease, List.of(outbox.enqueue(store(ALICE, 1)).id()));
      store.leases().release(lease);
    }
  }
}
