package io.soma.memory.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.Race;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final List<String> ALL =
      List.of(
          "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
          "17", "18", "19", "20", "21");

  private static final String APPLIED =
      "SELECT version FROM soma_memory_schema_history WHERE version <> '0'";

  private static final String VALID_INDEXES =
      "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indisvalid";

  private final TestDatabase database = TestDatabase.create();

  @Test
  void runOnceHoweverOftenTheyAreAskedTo() {
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThat(store.pendingMigrations())
          .containsExactly(
              "1 outbox and leases",
              "2 newer writes of an address",
              "3 size of an event",
              "4 overtaken by a direct write",
              "5 orders to circuits",
              "6 what the relay has to carry",
              "7 what was pending before",
              "8 indexes of what is unconfirmed",
              "9 vacuum keeps up",
              "10 who lists by itself",
              "11 outbox identity and delivery leases",
              "12 index of failed addresses",
              "13 overtaken before the purge",
              "14 listing function without search path",
              "15 instances",
              "16 replay hold",
              "17 held events",
              "18 possible tenants",
              "19 settings of processes",
              "20 index of unknown operations",
              "21 cheaper check of tenants");

      store.migrate();
      store.migrate();

      assertThat(store.pendingMigrations()).isEmpty();
      assertThat(database.query(APPLIED)).containsExactlyElementsOf(ALL);
    }
  }

  @Test
  void runOnceWhenSeveralInstancesStartTogether() {
    List<List<String>> pending =
        Race.run(
            4,
            instance ->
                () -> {
                  try (PostgresStore store = database.open()) {
                    return store.pendingMigrations();
                  }
                });

    assertThat(pending).hasSize(4).allSatisfy(left -> assertThat(left).isEmpty());
    assertThat(database.query(APPLIED)).containsExactlyElementsOf(ALL);
  }

  @Test
  void tablesOfAnEarlierVersionAreBroughtUpToDateWithWhatTheyHold() {
    try (PostgresStore store = database.open()) {
      store.outbox().enqueue(SampleDeliveries.store(ALICE, 1));
      forgetAllButTheFirst();

      store.migrate();

      assertThat(database.query(VALID_INDEXES)).contains("outbox_events_confirmed_address");
      assertThat(store.outbox().backlog()).hasSize(1);
      assertThat(store.outbox().tenantsWithPending(null, 10)).containsExactly(ALICE);
    }
  }

  @Test
  void aBuildThatWasBrokenOffIsTakenUpAgain() {
    try (PostgresStore store = database.open()) {
      forgetAllButTheFirst();
      database.execute(
          "INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,"
              + " idempotency_key, dedupe_key, payload, confirmed_at) SELECT 'a', 'a',"
              + " 'memory.store', repeat('x', 100), 'r', gen_random_uuid(), gen_random_uuid(),"
              + " '{}', now() FROM generate_series(1, 2)");
      // As a build leaves it that fails half way: there, and of no use.
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(
              () ->
                  database.execute(
                      "CREATE UNIQUE INDEX CONCURRENTLY outbox_events_confirmed_address"
                          + " ON outbox_events (tenant_id)"));
      database.execute(
          "INSERT INTO soma_memory_schema_history SELECT installed_rank + 1, '2', description,"
              + " type, script, checksum, installed_by, installed_on, execution_time, false"
              + " FROM soma_memory_schema_history WHERE version = '1'");
      assertThat(database.query(VALID_INDEXES)).doesNotContain("outbox_events_confirmed_address");

      store.migrate();

      assertThat(database.query(VALID_INDEXES)).contains("outbox_events_confirmed_address");
    }
  }

  private void forgetAllButTheFirst() {
    database.execute("DROP TABLE circuit_orders, outbox_pending CASCADE");
    database.execute("DROP TRIGGER outbox_events_added ON outbox_events");
    database.execute("DROP FUNCTION outbox_list_added_events");
    database.execute("DROP INDEX outbox_events_unconfirmed, outbox_events_failed");
    database.execute(
        "CREATE INDEX outbox_events_waiting ON outbox_events (status, tenant_id, id)"
            + " WHERE confirmed_at IS NULL");
    database.execute("DROP INDEX outbox_events_confirmed_address");
    forgetIdentity();
    database.execute(
        "ALTER TABLE outbox_events DROP body_bytes, DROP overtaken_at,"
            + " DROP CONSTRAINT outbox_events_tenant_is_possible");
    database.execute("DELETE FROM soma_memory_schema_history WHERE version NOT IN ('0', '1')");
  }

  private void forgetIdentity() {
    database.execute("DROP TABLE outbox_identity, delivery_leases, outbox_instances");
    database.execute(
        "ALTER TABLE outbox_events DROP fingerprint, DROP enqueue_token, DROP held_until");
  }

  @Test
  void vacuumIsNotHeldBackAsByDefaultWhereRowsComeAndGo() {
    try (PostgresStore store = database.open()) {
      assertThat(store.pendingMigrations()).isEmpty();
      assertThat(
              database.query(
                  "SELECT relname FROM pg_class"
                      + " WHERE 'autovacuum_vacuum_cost_limit=2000' = ANY (reloptions)"))
          .containsExactlyInAnyOrder("outbox_events", "outbox_pending");
    }
  }

  @Test
  void joinTheTablesOfAnotherProgram() {
    database.execute("CREATE TABLE orders (name text)");

    try (PostgresStore store = database.open()) {
      assertThat(store.outbox().backlog()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsDownIsAnOutage() {
    try (PostgresStore store = TestDatabase.openNowhere()) {
      assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(store::migrate);
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(store::pendingMigrations);
    }
  }

  @Test
  void aTableThatSomebodyElseHoldsIsNotWaitedForAndSaid() throws SQLException {
    try (PostgresStore store = database.open();
        Connection somebody = database.connect()) {
      forgetIdentity();
      database.execute(
          "ALTER TABLE outbox_events DROP CONSTRAINT outbox_events_tenant_is_possible");
      database.execute(
          "ALTER TABLE circuit_orders DROP CONSTRAINT circuit_orders_tenant_is_possible");
      database.execute("DELETE FROM soma_memory_schema_history WHERE version::int > 10");
      database.lockEvents(somebody);

      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(store::migrate)
          .withMessageContaining("start again when that one is over");

      somebody.rollback();
      store.migrate();
      assertThat(store.pendingMigrations()).isEmpty();
    }
  }

  @Test
  void aMigrationThatWasChangedAfterItRanIsRefused() {
    try (PostgresStore store = database.open()) {
      database.execute("UPDATE soma_memory_schema_history SET checksum = 1 WHERE version = '1'");

      assertThatIllegalStateException().isThrownBy(store::migrate);
    }
  }
}
