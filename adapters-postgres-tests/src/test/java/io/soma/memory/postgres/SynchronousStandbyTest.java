package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.contract.RecordedEvents;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An acknowledged write is on the synchronous standby, also if an operator ends the wait. */
class SynchronousStandbyTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(1);
  private static final String WAITING =
      "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

  private static EmbeddedPostgresServer server;

  private TestDatabase database;
  private PostgresStore store;

  @BeforeAll
  static void startServer() {
    server = EmbeddedPostgresServer.start();
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    database = TestDatabase.on(server);
    database.open().close();
    store =
        PostgresStore.open(
            database.config().withStatementTimeout(STATEMENT_TIMEOUT).withPoolSize(2));
    store.outbox().backlog();
    awaitStandby("away");
  }

  @AfterEach
  void close() {
    awaitStandby("");
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg_cancel_backend", "pg_terminate_backend"})
  void aWriteWhoseWaitAnOperatorEndsIsNotAcknowledged(String ending) throws Exception {
    CompletableFuture<Enqueued> write =
        CompletableFuture.supplyAsync(() -> store.outbox().enqueue(store(ALICE, 1)));
    Await.until("the commit waits for the standby", () -> !database.query(WAITING).isEmpty());

    database.execute("SELECT " + ending + "(pid) FROM (" + WAITING + ") AS waiting");

    assertThat(write)
        .failsWithin(60, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(OutboxUnavailableException.class);
    // It may take effect all the same, so that the tenant's later writes wait for it.
    assertThat(isBehind(ALICE)).isTrue();
  }

  @Test
  void aRepeatIsAcknowledgedWhenTheStandbyHasWhatItRepeats() {
    Delivery unnamed = store(ALICE, 1);
    Delivery named = unnamed.withIdentity(SampleDeliveries.named(ALICE, "a-key", unnamed.body()));
    CompletableFuture<Enqueued> first =
        CompletableFuture.supplyAsync(() -> store.outbox().enqueue(named));
    cancelTheWait();
    assertThat(first).failsWithin(60, TimeUnit.SECONDS);

    assertThatExceptionOfType(OutboxUnavailableException.class)
        .isThrownBy(() -> store.outbox().enqueue(named));

    awaitStandby("");
    Enqueued repeat = store.outbox().enqueue(named);
    assertThat(store.outbox().backlog()).hasSize(1);
    assertThat(repeat.added()).isFalse();
  }

  @Test
  void aConfirmationWhoseWaitIsCancelledIsNone() {
    awaitStandby("");
    EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
    OutboxEvent event = RecordedEvents.find(store.records(), id);
    awaitStandby("away");
    CompletableFuture<Void> confirmation =
        CompletableFuture.runAsync(() -> store.outbox().confirm(ALICE, List.of(event)));
    cancelTheWait();

    assertThat(confirmation)
        .failsWithin(60, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(OutboxUnavailableException.class);
    awaitStandby("");
    store.outbox().confirm(ALICE, List.of(event));
    assertThat(store.outbox().backlog()).isEmpty();
  }

  /** As it decides whether writes may pass, and a new primary may have queued some. */
  @Test
  void aPrimaryWithoutItsStandbyDoesNotSayThatNothingWaits() {
    assertUnavailable(() -> store.outbox().backlog());
    assertUnavailable(() -> store.outbox().backlog(ALICE));
    assertUnavailable(() -> store.outbox().find(store(ALICE, 1).dedupeKey()));

    awaitStandby("");
    assertThat(store.outbox().backlog()).isEmpty();
    assertThat(store.outbox().backlog(ALICE)).isEmpty();
    assertThat(store.outbox().find(store(ALICE, 1).dedupeKey())).isEmpty();
  }

  @Test
  void aRightToDeliverRunsOutOnAPrimaryWithoutItsStandby() {
    awaitStandby("");
    Duration minute = Duration.ofMinutes(1);
    TenantLease deliver = store.leases().acquire(ALICE, LeaseRight.DELIVER, minute).orElseThrow();
    TenantLease carry = store.leases().acquire(ALICE, LeaseRight.CARRY, minute).orElseThrow();
    assertThat(store.leases().renew(deliver, minute)).isTrue();
    awaitStandby("away");

    assertUnavailable(() -> store.leases().renew(deliver, minute));
    assertThat(store.leases().renew(carry, minute)).isTrue();
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(call);
  }

  private void cancelTheWait() {
    Await.until("the commit waits for the standby", () -> !database.query(WAITING).isEmpty());
    database.execute("SELECT pg_cancel_backend(pid) FROM (" + WAITING + ") AS waiting");
  }

  private boolean isBehind(TenantId tenant) {
    return store.outbox().unsettledCommits().mayConcern(tenant)
        || !database.query("SELECT id FROM outbox_events").isEmpty();
  }

  private void awaitStandby(String name) {
    database.execute("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
    database.execute("SELECT pg_reload_conf()");
    Await.until(
        "the server has read its settings",
        () -> database.query("SHOW synchronous_standby_names").equals(List.of(name)));
  }
}
