package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.testkit.contract.RecordedEvents;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that was suspended for longer than its lease settles events when it wakes up. */
class FormerHolderTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore former = database.open();
  private final PostgresStore next = database.open();
  private OutboxEvent event;
  private TenantLease lease;

  @BeforeEach
  void fill() {
    event = RecordedEvents.find(former.records(), former.outbox().enqueue(store(ALICE, 1)).id());
    lease = take(former);
  }

  @AfterEach
  void close() {
    former.close();
    next.close();
  }

  @Test
  void settlesWhileItHoldsTheRight() {
    assertThat(former.outbox().spendAttempt(event, "500", 5)).isOne();
    former.outbox().confirm(ALICE, List.of(event));

    assertThat(entry().confirmed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void settlesNothingAfterAnotherTookTheRight(boolean isGivenBack) {
    expire();
    TenantLease taken = take(next);
    if (isGivenBack) {
      next.leases().release(taken);
    }

    former.outbox().confirm(ALICE, List.of(event));
    assertThat(entry().confirmed()).isFalse();
    assertThat(former.outbox().spendAttempt(event, "500", 1)).isZero();
    former.outbox().fail(event, "422 refused");
    assertThat(entry().status()).isEqualTo(EventStatus.PENDING);

    OutboxEvent bobs =
        RecordedEvents.find(former.records(), former.outbox().enqueue(store(BOB, 1)).id());
    former.outbox().confirm(BOB, List.of(bobs));
    assertThat(former.records().find(bobs.id()).orElseThrow().confirmed()).isTrue();
    next.outbox().confirm(ALICE, List.of(event));
    assertThat(entry().confirmed()).isTrue();
  }

  @Test
  void settlesAgainWhenItHasTheRightAgain() {
    expire();
    next.leases().release(take(next));
    former.leases().release(lease);
    lease = take(former);

    former.outbox().confirm(ALICE, List.of(event));

    assertThat(entry().confirmed()).isTrue();
  }

  @Test
  void anOperatorGivesAnEventUpWhoeverHoldsTheRight() {
    expire();
    TenantLease unused = take(next);

    former.outbox().fail(ALICE, event.id(), "given up");

    assertThat(entry().status()).isEqualTo(EventStatus.FAILED);
  }

  private OutboxEntry entry() {
    return former.records().find(event.id()).orElseThrow();
  }

  private void expire() {
    database.execute("UPDATE delivery_leases SET expires_at = clock_timestamp()");
  }

  private static TenantLease take(PostgresStore store) {
    return store.leases().acquire(ALICE, LeaseRight.DELIVER, MINUTE).orElseThrow();
  }
}
