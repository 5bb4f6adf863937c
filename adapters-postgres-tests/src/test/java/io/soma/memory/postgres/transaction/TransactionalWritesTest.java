package io.soma.memory.postgres.transaction;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.postgres.Await;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionalWritesTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Remember WRITE = Remember.of("test:alice", "key", Map.of("text", "hello"));

  private final List<String> told = new ArrayList<>();
  private final TransactionWatch watch =
      new TransactionWatch() {
        @Override
        public void joins(TenantId tenant) {
          told.add("joins " + tenant);
        }

        @Override
        public void ended(TenantId tenant, boolean committed) {
          told.add((committed ? "committed " : "not committed ") + tenant);
        }
      };

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private int number;
  private final TransactionalWrites writes =
      store.transactionalWrites(write -> store(ALICE, number++), (delivery, enqueued) -> {}, watch);

  private Connection connection;

  @BeforeEach
  void begin() throws SQLException {
    database.empty();
    told.clear();
    connection = database.connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void end() throws SQLException {
    connection.close();
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Test
  void theWatchLearnsOfTheCommitOnceItIsSeen() throws SQLException {
    writes.enqueue(connection, WRITE);
    writes.enqueue(connection, WRITE);
    writes.look();
    assertThat(told).containsExactly("joins alice", "joins alice");

    connection.commit();
    writes.look();
    writes.look();

    assertThat(told.subList(2, told.size())).containsExactly("committed alice", "committed alice");
    assertThat(store.outbox().backlog()).hasSize(1);
  }

  @Test
  void theWatchLearnsOfARollback() throws SQLException {
    writes.enqueue(connection, WRITE);

    connection.rollback();
    writes.look();

    assertThat(told).containsExactly("joins alice", "not committed alice");
    assertThat(store.outbox().backlog()).isEmpty();
  }

  @Test
  void theWatchLearnsOfATransactionWhoseProgramIsGone() throws SQLException {
    writes.enqueue(connection, WRITE);

    connection.close();

    Await.until(
        "the server has noticed",
        () -> {
          writes.look();
          return told.contains("not committed alice");
        });
  }

  @Test
  void aWriteThatCannotJoinIsToldAtOnce() throws SQLException {
    connection.setAutoCommit(true);

    assertThatIllegalArgumentException().isThrownBy(() -> writes.enqueue(connection, WRITE));

    assertThat(told).containsExactly("joins alice", "not committed alice");
  }

  @Test
  void whoeverThrowsAtTheDoorKeepsTheWriteOut() {
    TransactionWatch full =
        new TransactionWatch() {
          @Override
          public void joins(TenantId tenant) {
            throw new IllegalStateException("full");
          }

          @Override
          public void ended(TenantId tenant, boolean committed) {
            told.add("told");
          }
        };

    assertThatThrownBy(
            () ->
                store
                    .transactionalWrites(write -> store(ALICE, 1), (delivery, enqueued) -> {}, full)
                    .enqueue(connection, WRITE))
        .hasMessage("full");
    assertThat(told).isEmpty();
  }

  @Test
  void aJooqTransactionIsWatchedToo() {
    DSL.using(connection, SQLDialect.POSTGRES)
        .transaction(inner -> assertThat(writes.enqueue(inner.dsl(), WRITE).added()).isTrue());

    writes.look();

    assertThat(told).containsExactly("joins alice", "committed alice");
  }
}
