package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static io.soma.memory.testkit.contract.SampleDeliveries.storeWithBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.contract.Race;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurabilityTest {

  private static final TenantId ALICE = new TenantId("alice");

  @Test
  void whatSixteenThreadsEnqueueIsAllThere() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open()) {
      List<List<EventId>> acknowledged =
          Race.run(16, thread -> () -> enqueueMany(store.outbox(), thread, 50));

      assertThat(database.query("SELECT id FROM outbox_events ORDER BY id"))
          .isEqualTo(
              acknowledged.stream().flatMap(List::stream).sorted().map(EventId::toString).toList())
          .hasSize(800);
    }
  }

  @Test
  void idsOfATenantAreSeenInTheirOrderWhicheverInstanceDrewThem() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore one = database.open();
        PostgresStore other = database.open()) {
      List<PostgresStore> stores = List.of(one, other);
      CompletableFuture<List<List<EventId>>> writers =
          CompletableFuture.supplyAsync(
              () ->
                  Race.run(
                      6,
                      thread -> () -> enqueueMany(stores.get(thread % 2).outbox(), thread, 150)));

      long last = 0;
      Set<Long> seen = new HashSet<>();
      while (seen.size() < 900) {
        List<Long> ids = unseen(database, seen);
        for (long id : ids) {
          assertThat(id).as("seen after %d", last).isGreaterThan(last);
          last = id;
        }
        seen.addAll(ids);
        assertThat(writers.isCompletedExceptionally()).isFalse();
      }
      assertThat(writers.join()).hasSize(6);
    }
  }

  @Test
  void acknowledgedWritesSurviveAKilledServerAndTheStoreGoesOn() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start()) {
      TestDatabase database = TestDatabase.on(server);
      try (PostgresStore store = database.open()) {
        ConcurrentLinkedQueue<EventId> acknowledged = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> writers =
            CompletableFuture.runAsync(
                () -> Race.run(8, t -> () -> enqueueUntilGone(store.outbox(), t, acknowledged)));
        Await.until("some writes are in", () -> acknowledged.size() > 200);

        server.kill();
        writers.join();
        assertThatExceptionOfType(OutboxUnavailableException.class)
            .isThrownBy(() -> store.outbox().backlog());
        server.restart();

        Await.until("new writes go in", () -> isAdded(store.outbox()));
        Await.until("the relay reads", () -> hasBacklog(store.outbox()));
        assertThat(database.query("SELECT id FROM outbox_events"))
            .containsAll(acknowledged.stream().map(EventId::toString).toList());
      }
    }
  }

  @Test
  void aLostReplyToACommitIsNotASecondRow() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (TcpFaultProxy proxy = TcpFaultProxy.to(EmbeddedPostgresServer.shared().port());
        PostgresStore direct = database.open();
        PostgresStore store = PostgresStore.open(database.through(proxy.port()));
        Connection lock = database.connect()) {
      store.outbox().enqueue(store(ALICE, 1));
      database.lockEvents(lock);
      CompletableFuture<Enqueued> enqueued =
          CompletableFuture.supplyAsync(() -> store.outbox().enqueue(store(ALICE, 2)));
      database.awaitSomebodyBehindTheLock();

      proxy.dropReplies();
      lock.commit();
      Await.until("the row is committed", () -> rows(database).size() == 2);
      assertThat(enqueued).isNotDone();
      proxy.pass();

      assertThat(enqueued.join().id().toString()).isEqualTo(rows(database).get(1));
      assertThat(rows(database)).hasSize(2);
      assertThat(direct.outbox().enqueue(store(ALICE, 2)).id()).isEqualTo(enqueued.join().id());
    }
  }

  @Test
  void aTableThatIsLockedForTooLongIsAnOutageAndEndsWithIt() throws SQLException {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open();
        Connection lock = database.connect()) {
      database.lockEvents(lock);

      assertThatThrownBy(() -> store.outbox().enqueue(store(ALICE, 1)))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("locked")
          .hasMessageContaining("55P03");

      lock.commit();
      assertThat(store.outbox().enqueue(store(ALICE, 1)).added()).isTrue();
    }
  }

  @Test
  void aBodyThatIsNoJsonFailsAloneAndShowsNothingOfItself() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open()) {
      assertThatThrownBy(() -> store.outbox().enqueue(storeWithBody(ALICE, 1, "{\"my secret")))
          .isInstanceOf(InvalidWriteException.class)
          .hasMessageContaining("22P02")
          .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("my secret"));
      assertThat(store.outbox().enqueue(store(ALICE, 2)).added()).isTrue();
    }
  }

  @Test
  void tablesThatWereNeverMigratedAreNamedAsTheReason() {
    try (PostgresStore store = PostgresStore.open(TestDatabase.create().config())) {
      assertThatThrownBy(() -> store.outbox().enqueue(store(ALICE, 1)))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("migrations");
    }
  }

  private static List<EventId> enqueueMany(Outbox outbox, int thread, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> outbox.enqueue(store(ALICE, thread * 1000 + i)).id())
        .toList();
  }

  private static int enqueueUntilGone(
      Outbox outbox, int thread, ConcurrentLinkedQueue<EventId> acknowledged) {
    TenantId tenant = new TenantId("tenant-" + thread % 3);
    for (int i = 0; ; i++) {
      try {
        acknowledged.add(outbox.enqueue(store(tenant, thread * 1_000_000 + i)).id());
      } catch (OutboxUnavailableException e) {
        return i;
      }
    }
  }

  private static boolean isAdded(Outbox outbox) {
    try {
      outbox.enqueue(store(new TenantId("after"), 1));
      return true;
    } catch (OutboxUnavailableException e) {
      return false;
    }
  }

  private static boolean hasBacklog(Outbox outbox) {
    try {
      return outbox.backlog().size() > 1;
    } catch (OutboxUnavailableException e) {
      return false;
    }
  }

  private static List<Long> unseen(TestDatabase database, Set<Long> seen) {
    List<Long> ids = new ArrayList<>();
    for (String id : database.query("SELECT id FROM outbox_events ORDER BY id")) {
      ids.add(Long.valueOf(id));
    }
    ids.removeAll(seen);
    return ids;
  }

  private static List<String> rows(TestDatabase database) {
    return database.query("SELECT id FROM outbox_events ORDER BY id");
  }

  private static String stackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
