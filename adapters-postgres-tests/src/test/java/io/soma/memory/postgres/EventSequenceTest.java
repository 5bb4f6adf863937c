package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.schema.DatabaseFinding;
import io.soma.memory.testkit.contract.EventSequenceContract;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that came by logical replication, which leaves the values of sequences behind. */
class EventSequenceTest extends EventSequenceContract {

  private static final TenantId ALICE = new TenantId("alice");
  private static final String SEQUENCE = "pg_get_serial_sequence('outbox_events', 'id')";

  private final TestDatabase database = TestDatabase.create();

  private final PostgresStore running = database.open();

  @AfterEach
  void close() {
    running.close();
  }

  @Override
  protected Outbox outbox() {
    return running.outbox();
  }

  @BeforeEach
  void fill() {
    try (PostgresStore store = database.open()) {
      database.execute("SELECT setval(" + SEQUENCE + ", 5000)");
      assertThat(store.outbox().enqueue(store(ALICE, 1)).id().value()).isEqualTo(5001);
    }
  }

  @Override
  protected void loseTheSequence() {
    database.execute("SELECT setval(" + SEQUENCE + ", 1, false)");
  }

  @Test
  void aStartRaisesASequenceThatIsBehind() {
    loseTheSequence();

    assertThat(idAfterAStart(config -> config)).isEqualTo(5002);
  }

  @Test
  void aStartWithoutMigrationsRaisesItToo() {
    loseTheSequence();

    assertThat(idAfterAStart(PostgresConfig::withoutMigrations)).isEqualTo(5002);
  }

  @Test
  void aStartLeavesASequenceThatIsAheadAlone() {
    database.execute("SELECT setval(" + SEQUENCE + ", 9000)");

    assertThat(idAfterAStart(config -> config)).isEqualTo(9001);
  }

  @Test
  void aProcessThatRunsNoticesItTooWhereItsAddressMoved() {
    try (PostgresStore store = database.open()) {
      loseTheSequence();

      var unused = store.outbox().unsettledCommits();

      assertThat(store.outbox().enqueue(store(ALICE, 2)).id().value()).isEqualTo(5002);
    }
  }

  @Test
  void theCheckNamesIt() {
    try (PostgresStore store = database.open()) {
      loseTheSequence();

      assertThat(store.inspect())
          .filteredOn(finding -> finding.level() == DatabaseFinding.Level.RED)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.said()).contains("outbox_events", "5001");
                assertThat(finding.advice()).contains("setval");
              });
    }
  }

  private long idAfterAStart(UnaryOperator<PostgresConfig> change) {
    try (PostgresStore store = PostgresStore.open(change.apply(database.config()))) {
      store.migrate();
      return store.outbox().enqueue(store(ALICE, 2)).id().value();
    }
  }
}
