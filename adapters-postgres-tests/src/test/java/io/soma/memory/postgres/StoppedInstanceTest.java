package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two processes on one database, one of which stands still for longer than its lease. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no SIGSTOP")
class StoppedInstanceTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration LONG = Duration.ofHours(1);

  private final TestDatabase database = TestDatabase.create();

  @Test
  void anInstanceThatStoodStillPastItsLeaseChangesNothingAnyMore()
      throws IOException, InterruptedException {
    try (PostgresStore store = database.open()) {
      List<EventId> ids =
          IntStream.range(0, 5)
              .mapToObj(i -> store.outbox().enqueue(store(ALICE, i)).id())
              .toList();
      try (OtherInstance other = OtherInstance.start(database.dsn(), ALICE)) {
        assertThat(other.line()).isEqualTo("took 5");
        assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, LONG)).isEmpty();
        other.signal("STOP");

        database.letTimePass(LONG.plusMinutes(1));
        TenantLease lease = store.leases().acquire(ALICE, LeaseRight.CARRY, LONG).orElseThrow();
        assertThat(store.outbox().markSent(lease, ids.subList(0, 2))).isEqualTo(2);
        other.signal("CONT");
        other.go();

        assertThat(other.line()).isEqualTo("marked 0, renewed false, read 0");
        assertThat(other.line()).isEqualTo("released");
        // Neither its mark nor its release touched the new holder's lease and events.
        assertThat(store.outbox().backlog()).extracting(TenantBacklog::pending).containsExactly(3L);
        assertThat(store.leases().renew(lease, LONG)).isTrue();
        assertThat(store.outbox().markSent(lease, ids)).isEqualTo(3);
      }
    }
  }

  @Test
  void anInstanceThatStoodStillWithinItsLeaseGoesOn() throws IOException, InterruptedException {
    try (PostgresStore store = database.open()) {
      store.outbox().enqueue(store(ALICE, 1));
      try (OtherInstance other = OtherInstance.start(database.dsn(), ALICE)) {
        assertThat(other.line()).isEqualTo("took 1");
        other.signal("STOP");
        assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, LONG)).isEmpty();
        other.signal("CONT");
        other.go();

        assertThat(other.line()).isEqualTo("marked 1, renewed true, read 0");
        assertThat(other.line()).isEqualTo("released");
        assertThat(store.leases().acquire(ALICE, LeaseRight.CARRY, LONG)).isPresent();
      }
    }
  }
}
