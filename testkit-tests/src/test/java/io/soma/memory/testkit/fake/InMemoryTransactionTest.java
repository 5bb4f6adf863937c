package io.soma.memory.testkit.fake;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.testkit.contract.JoinedTransactionContract;
import org.junit.jupiter.api.Test;

class InMemoryTransactionTest extends JoinedTransactionContract {

  private static final Delivery WRITE = store(new TenantId("alice"), 1);

  private final InMemoryStore store = new InMemoryStore(new ManualClock());
  private final InMemoryOutbox outbox = new InMemoryOutbox(store);
  private final InMemoryOutbox another = new InMemoryOutbox(store);

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected Outbox anotherInstance() {
    return another;
  }

  @Override
  protected CallersTransaction begin() {
    InMemoryTransaction own = new InMemoryTransaction(store);
    return new CallersTransaction() {
      @Override
      public Enqueued enqueue(Delivery write) {
        return own.enqueue(write);
      }

      @Override
      public void commit() {
        own.commit();
      }

      @Override
      public void close() {
        own.rollback();
      }
    };
  }

  @Test
  void aRestoreEndsItWithoutItsWrites() {
    InMemoryTransaction own = new InMemoryTransaction(store);
    own.enqueue(WRITE);

    store.restore(store.backup());

    assertThatThrownBy(own::commit).isInstanceOf(OutboxUnavailableException.class);
    assertThat(own.isCommitted()).isFalse();
    assertThat(outbox.backlog()).isEmpty();
  }
}
