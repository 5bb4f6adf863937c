package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.testkit.contract.RecordedEvents;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Commits on sessions that belong to others too, and that others told not to wait for the disk. */
class SharedSessionTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final String OFF = "SET synchronous_commit TO off";

  // A deferred trigger runs with the commit, and sees the commit's setting.
  private static final String WATCH =
      """
      CREATE TABLE commits (number serial, setting text);
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS '
        BEGIN
          INSERT INTO commits (setting) VALUES (current_setting(''synchronous_commit''));
          RETURN NULL;
        END';
      DO $$ DECLARE watched text; BEGIN
        FOREACH watched IN ARRAY ARRAY['outbox_events', 'delivery_leases', 'circuit_orders',
            'outbox_instances', 'outbox_identity', 'outbox_pending']
        LOOP EXECUTE format('CREATE CONSTRAINT TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON %I'
          || ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note()', watched);
        END LOOP;
      END $$\
      """;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void aHostsSessionDoesNotWeakenAPromise() {
    database.open().close();
    try (PostgresStore store = PostgresStore.open(PostgresConfig.of(new Careless(database)))) {
      store.migrate();
      everyPromiseWaitsForTheDisk(store);
    }
  }

  @Test
  void anotherClientOfAPoolerDoesNotWeakenAPromise() throws Exception {
    database.open().close();
    try (TransactionPooler pooler =
            TransactionPooler.inFrontOf(EmbeddedPostgresServer.shared().port());
        PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      store.migrate();
      // The pooler's one connection to the server keeps it.
      try (Connection other = database.connectThrough(pooler.port());
          Statement statement = other.createStatement()) {
        statement.execute(OFF);
      }
      everyPromiseWaitsForTheDisk(store);
    }
  }

  @Test
  void aTransactionThatAWriteJoinsWaitsForTheDisk() throws SQLException {
    try (PostgresStore store = database.open();
        Connection own = new Careless(database).getConnection()) {
      database.execute(WATCH);
      own.setAutoCommit(false);
      Delivery named = store(ALICE, 1);
      named = named.withIdentity(SampleDeliveries.named(ALICE, "order-17", named.body()));

      assertThat(store.transactionalOutbox().enqueue(own, named).added()).isTrue();
      own.commit();
      waits("the joined write");

      assertThat(store.transactionalOutbox().enqueue(own, named).added()).isFalse();
      try (Statement statement = own.createStatement()) {
        statement.execute("UPDATE outbox_events SET retries = 0");
      }
      own.commit();
      waits("the joined repeat");
    }
  }

  @Test
  void anOperatorsWeakerChoiceStays() {
    database.open().close();
    Careless local = new Careless(database, "SET synchronous_commit TO local");
    try (PostgresStore store = PostgresStore.open(PostgresConfig.of(local))) {
      database.execute(WATCH);
      store.outbox().enqueue(store(ALICE, 1));
      assertThat(database.query("SELECT DISTINCT setting FROM commits")).containsExactly("local");
    }
  }

  private void everyPromiseWaitsForTheDisk(PostgresStore store) {
    database.execute(WATCH);
    EventId id = store.outbox().enqueue(store(ALICE, 1)).id();
    waits("enqueue");
    TenantLease right = store.leases().acquire(ALICE, LeaseRight.DELIVER, HOUR).orElseThrow();
    waits("the right to deliver");
    assertThat(right.right()).isEqualTo(LeaseRight.DELIVER);
    store.outbox().resend(ALICE, id);
    OutboxEvent event = RecordedEvents.find(store.records(), id);
    store.outbox().spendAttempt(event, "busy", 5);
    waits("an attempt");
    store.outbox().fail(ALICE, id, "refused");
    waits("a failure");
    store.records().requeue(ALICE, List.of(id), false, MINUTES);
    waits("requeue");
    EventAddress address = new EventAddress(ALICE, event.delivery().orderingKey());
    store.records().takeBack(address, WriteOperation.STORE);
    waits("a replay that is taken back");
    store.records().discard(ALICE, List.of(id));
    waits("discard");
    EventId next = store.outbox().enqueue(store(ALICE, 2)).id();
    waits("the next enqueue");
    store.outbox().confirm(ALICE, List.of(RecordedEvents.find(store.records(), next)));
    waits("a confirmation");
    store.circuitOrders().give(ALICE, CircuitOrder.OPEN);
    waits("an order");
    store.circuitOrders().takeBack(ALICE);
    waits("the end of an order");
    store.outbox().announce(new InstanceId(UUID.randomUUID()));
    waits("an instance");
    store.renewIdentity();
    waits("a new identity");
  }

  private void waits(String what) {
    assertThat(database.query("SELECT DISTINCT setting FROM commits"))
        .as(what)
        .containsExactly("on");
    database.execute("DELETE FROM commits");
  }

  /** New connections of a program that sets them by itself. */
  private static final class Careless extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final transient TestDatabase database;
    private final String setting;

    Careless(TestDatabase database) {
      this(database, OFF);
    }

    Careless(TestDatabase database, String setting) {
      this.database = database;
      this.setting = setting;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = database.connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute(setting);
      }
      return connection;
    }
  }
}
