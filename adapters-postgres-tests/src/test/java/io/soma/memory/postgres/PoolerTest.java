package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a pooler that gives each transaction another connection of the server. */
class PoolerTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final int MORE_THAN_ARE_RUN_BEFORE_ONE_IS_PREPARED = 12;

  private final TestDatabase database = TestDatabase.create();
  private TransactionPooler pooler;

  @BeforeEach
  void startPooler() throws IOException {
    pooler = TransactionPooler.inFrontOf(EmbeddedPostgresServer.shared().port());
  }

  @AfterEach
  void stopPooler() throws IOException {
    pooler.close();
  }

  @Test
  void theOutboxWorks() {
    database.open().close();
    try (PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      store.migrate();
      List<EventId> ids =
          IntStream.range(0, MORE_THAN_ARE_RUN_BEFORE_ONE_IS_PREPARED)
              .mapToObj(i -> store.outbox().enqueue(store(ALICE, i)).id())
              .toList();
      TenantLease lease =
          store.leases().acquire(ALICE, LeaseRight.CARRY, Duration.ofMinutes(1)).orElseThrow();
      for (EventId id : ids) {
        List<OutboxEvent> events = store.outbox().pending(lease, 1);
        assertThat(events).hasSize(1);
        assertThat(store.outbox().markSent(lease, List.of(id))).isEqualTo(1);
        store.outbox().confirm(ALICE, events);
      }
      assertThat(store.outbox().backlog()).isEmpty();
    }
  }

  @Test
  void anAcknowledgementDoesNotRestOnASessionsSetting() throws IOException {
    database.open().close();
    makeDefault("synchronous_commit", "off");
    try (PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      assertThatThrownBy(() -> store.outbox().enqueue(store(ALICE, 1)))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("pooler")
          .hasMessageContaining("ALTER ROLE postgres SET synchronous_commit = 'on'");

      makeDefault("synchronous_commit", "on");
      stopPooler();
    }
    startPooler();
    try (PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      assertThat(store.outbox().enqueue(store(ALICE, 1)).added()).isTrue();
    }
  }

  @Test
  void theIsolationOfTheRoleMustBeOurs() {
    database.open().close();
    makeDefault("default_transaction_isolation", "serializable");
    try (PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      assertThatThrownBy(() -> store.outbox().backlog())
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("default_transaction_isolation = 'read committed'");
    }
  }

  @Test
  void nothingIsSetForOtherClientsOfTheServersConnections() {
    try (ConnectionPool pool = ConnectionPool.open(database.through(pooler.port()), "test", 1)) {
      for (int transaction = 0; transaction < 3; transaction++) {
        assertThat(pool.<Object>run(sql -> sql.fetchValue("SHOW statement_timeout")))
            .isEqualTo("0");
      }
    }
  }

  @Test
  void migrationsWantAConnectionOfTheirOwn() {
    try (PostgresStore store = PostgresStore.open(database.through(pooler.port()))) {
      assertThatThrownBy(store::migrate)
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("pooler")
          .hasMessageContaining("./soma migrate");
    }
  }

  @Test
  void preparedStatementsThatTheDsnAsksForFailWithTheMend() {
    database.open().close();
    PostgresConfig config =
        PostgresConfig.ofDsn(
            database.through(pooler.port()).jdbcUrl() + "?user=postgres&prepareThreshold=1");
    try (PostgresStore store = PostgresStore.open(config)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < MORE_THAN_ARE_RUN_BEFORE_ONE_IS_PREPARED; i++) {
                  store.outbox().enqueue(store(ALICE, i));
                  store.outbox().backlog();
                }
              })
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("prepareThreshold=0");
    }
  }

  private void makeDefault(String setting, String value) {
    String name = database.query("SELECT current_database()").get(0);
    database.execute("ALTER DATABASE " + name + " SET " + setting + " = '" + value + "'");
  }
}
