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
      assertThat(store.leases().acquire(ALICE, LeaseRight.DELIVER, MINUTE)).isPresent();
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
