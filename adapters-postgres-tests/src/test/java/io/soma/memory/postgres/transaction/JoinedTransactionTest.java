package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.testkit.contract.JoinedTransactionContract;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinedTransactionTest extends JoinedTransactionContract {

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore joining = database.open();
  private PostgresStore store = joining;
  private PostgresStore another = joining;

  @BeforeEach
  void openInstancesThatHaveNotLooked() {
    database.empty();
    store = database.open();
    another = database.open();
  }

  @AfterEach
  void closeThem() {
    store.close();
    another.close();
  }

  @AfterAll
  void close() {
    joining.close();
  }

  @Override
  protected Outbox outbox() {
    return store.outbox();
  }

  @Override
  protected Outbox anotherInstance() {
    return another.outbox();
  }

  @Override
  protected CallersTransaction begin() {
    try {
      Connection own = database.connect();
      own.setAutoCommit(false);
      return new ConnectionsTransaction(own);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class ConnectionsTransaction implements CallersTransaction {

    private final Connection own;

    ConnectionsTransaction(Connection own) {
      this.own = own;
    }

    @Override
    public Enqueued enqueue(Delivery write) {
      return joining.transactionalOutbox().enqueue(own, write);
    }

    @Override
    public void commit() {
      try {
        own.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        own.rollback();
        own.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
