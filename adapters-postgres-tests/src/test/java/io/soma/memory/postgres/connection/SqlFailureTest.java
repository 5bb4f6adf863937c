package io.soma.memory.postgres.connection;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

  private static final int MORE_THAN_ONE_CALL_TRIES = 9;
  private static final TenantId ALICE = new TenantId("alice");

  @ParameterizedTest
  @CsvSource({
    "08006, not reachable",
    "22001, refuses a value",
    "22P05, ENCODING 'UTF8'",
    "23505, setval",
    "23514, constraint",
    "25006, primary",
    "26000, prepareThreshold=0",
    "28P01, credentials",
    "3D000, no such database",
    "3F000, schema",
    "40001, try again",
    "42501, grants.sql",
    "42703, ./soma migrate",
    "42P01, migrations",
    "42P05, prepareThreshold=0",
    "53100, disk",
    "53300, max_connections",
    "55P03, locked",
    "57014, statement timeout",
    "58030, its log",
    "99999, its log",
    "XX001, damaged"
  })
  void aFailureThatIsNotTheWritesIsAnOutageInWords(String state, String words) {
    assertThat(SqlFailure.translated(new SQLException("secret", state)))
        .isInstanceOf(OutboxUnavailableException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(state)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"22003", "22021", "22032", "22P02"})
  void aBodyThatCannotBeKeptIsTheWrites(String state) {
    assertThat(SqlFailure.translated(new SQLException("secret", state)))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageContaining("JSON")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void aSequenceBehindItsTableRefusesNoWriteForGood() {
    TestDatabase database = TestDatabase.create();
    try (PostgresStore store = database.open()) {
      for (int i = 1; i <= MORE_THAN_ONE_CALL_TRIES; i++) {
        store.outbox().enqueue(store(ALICE, i));
      }
      database.execute("ALTER TABLE outbox_events ALTER id RESTART");

      assertThatThrownBy(() -> store.outbox().enqueue(store(ALICE, 0)))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("setval");

      database.query(
          "SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), max(id))"
              + " FROM outbox_events");
      assertThat(store.outbox().enqueue(store(ALICE, 0)).added()).isTrue();
    }
  }

  @Test
  void anEncodingThatLacksCharactersIsSaidAtTheStart() {
    TestDatabase database =
        TestDatabase.createWith("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThatThrownBy(store::migrate)
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("LATIN1")
          .hasMessageContaining("ENCODING 'UTF8'");
    }
  }

  @Test
  void aTimeZoneThatTheServerDoesNotKnowIsNamed() {
    TestDatabase database = TestDatabase.create();
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(new SimpleTimeZone(0, "Mars/Olympus"));
    try (PostgresStore store = PostgresStore.open(database.config())) {
      assertThatThrownBy(store::migrate)
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("Mars/Olympus")
          .hasMessageContaining("-Duser.timezone=UTC");
      assertThatThrownBy(() -> store.outbox().enqueue(store(ALICE, 1)))
          .isInstanceOf(OutboxUnavailableException.class)
          .hasMessageContaining("Mars/Olympus");
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
