package io.soma.memory.postgres.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.postgres.connection.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");

  // Beyond every id that a test server gives, as before a restore from a backup.
  private static final String LOST = "1234567890123";

  private final TestDatabase database = TestDatabase.create();
  private final ConnectionPool pool = ConnectionPool.open(database.config(), "test", 1);
  private final OpenTransactions open = new OpenTransactions(pool);
  private final Map<TenantId, Boolean> ended = new HashMap<>();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void anIdThatTheServerNeverGaveIsOverAndHoldsUpNoOther() throws SQLException {
    try (Connection own = database.connect()) {
      own.setAutoCommit(false);
      open.add(BOB, OpenTransactions.idOf(own));
      own.commit();
    }
    open.add(ALICE, LOST);

    open.look(ended::put);

    assertThat(ended).containsExactlyInAnyOrderEntriesOf(Map.of(ALICE, false, BOB, true));
  }

  /** No later transaction is over yet, so that a snapshot does not reach its id. */
  @Test
  void theNewestTransactionIsOpenUntilItEnds() throws SQLException {
    try (Connection own = database.connect()) {
      own.setAutoCommit(false);
      open.add(ALICE, OpenTransactions.idOf(own));

      open.look(ended::put);
      assertThat(ended).isEmpty();

      own.rollback();
      open.look(ended::put);
      assertThat(ended).isEqualTo(Map.of(ALICE, false));
    }
  }
}
