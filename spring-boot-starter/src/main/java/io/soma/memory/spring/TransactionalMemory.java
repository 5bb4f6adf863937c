package io.soma.memory.spring;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.ports.driven.Enqueued;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes that join the transaction of the calling thread, as {@code @Transactional} or a
 * TransactionTemplate begins it: queued if and only if it commits. It must be a transaction on the
 * DataSource that holds the outbox, begun by a transaction manager of JDBC or JPA. Safe for many
 * threads.
 */
public final class TransactionalMemory {

  private final SomaMemory soma;
  private final DataSource dataSource;

  /** In transactions of this DataSource. */
  public TransactionalMemory(SomaMemory soma, DataSource dataSource) {
    this.soma = soma;
    this.dataSource = dataSource;
  }

  /**
   * Adds a write to the current transaction.
   *
   * @return the event, as good as the transaction's commit
   * @throws IllegalStateException if no transaction manager began a transaction on this DataSource
   *     for the thread; a transaction of Kafka, JTA or another DataSource is none
   * @throws io.soma.memory.domain.SomaMemoryException if the write cannot be queued; the
   *     transaction is as usable as it was
   */
  public Enqueued enqueue(MemoryWrite write) {
    Connection connection =
        BoundTransaction.connection(dataSource)
            .orElseThrow(() -> new IllegalStateException(describeMissingTransaction()));
    return soma.transactional().enqueue(connection, write);
  }

  private String describeMissingTransaction() {
    String name = dataSource.getClass().getSimpleName();
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? "the outbox's DataSource ("
            + name
            + ") has no transaction: the current transaction is one of another transaction"
            + " manager; name that of this DataSource in @Transactional"
        : "the outbox's DataSource ("
            + name
            + ") has no transaction: call enqueue in a method that is @Transactional, or write"
            + " with MemoryClient";
  }
}
