package io.soma.memory.postgres.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An operator's replay and the note that a newer write was stored, committed at one moment. */
class ReplayRaceTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration HOLD = Duration.ofMinutes(1);

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aNoteThatWaitsForAReplayTakesItBack() throws Exception {
    try (PostgresStore store = database.open();
        Connection underWay = database.connect();
        Statement statement = underWay.createStatement()) {
      EventId failed = failed(store);
      underWay.setAutoCommit(false);
      statement.execute(
          "UPDATE outbox_events SET status = 'pending',"
              + " held_until = clock_timestamp() + interval '1 minute'");
      CompletableFuture<?> note =
          CompletableFuture.runAsync(
              () -> store.records().overtake(address(), WriteOperation.STORE));
      database.awaitSomebodyBehindTheLock();

      underWay.commit();
      note.get(60, TimeUnit.SECONDS);

      assertThat(store.records().find(failed).orElseThrow().status()).isEqualTo(EventStatus.FAILED);
    }
  }

  @Test
  void aReplayThatWaitsForANoteLeavesTheEventAlone() throws Exception {
    try (PostgresStore store = database.open();
        Connection underWay = database.connect();
        Statement statement = underWay.createStatement()) {
      EventId failed = failed(store);
      underWay.setAutoCommit(false);
      statement.execute("UPDATE outbox_events SET overtaken_at = clock_timestamp()");
      CompletableFuture<List<EventId>> replay =
          CompletableFuture.supplyAsync(
              () -> store.records().requeue(ALICE, List.of(failed), false, HOLD));
      database.awaitSomebodyBehindTheLock();

      underWay.commit();

      assertThat(replay.get(60, TimeUnit.SECONDS)).isEmpty();
      assertThat(store.records().find(failed).orElseThrow().status()).isEqualTo(EventStatus.FAILED);
    }
  }

  private static EventId failed(PostgresStore store) {
    EventId id = store.outbox().enqueue(write()).id();
    store.outbox().fail(ALICE, id, "422 odd");
    return id;
  }

  private static EventAddress address() {
    return new EventAddress(ALICE, write().orderingKey());
  }

  private static Delivery write() {
    return SampleDeliveries.store(ALICE, 1);
  }
}
