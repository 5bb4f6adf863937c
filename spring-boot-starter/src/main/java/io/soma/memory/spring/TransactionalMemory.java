package io.soma.memory.spring;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.ports.driven.Enqueued;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes that join the transaction of the calling thread, as {@code @Transactional} or a
 * TransactionTemplate begins it: queued if and only if it commits. It must be a transaction of the
 * database that holds the outbox. Safe for many threads.
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
   * @throws IllegalStateException if the thread is in no transaction
   * @throws io.soma.memory.domain.SomaMemoryException if the write cannot be queued; the
   *     transaction is as usable as it was
   */
  public Enqueued enqueue(MemoryWrite write) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "no transaction is active: call enqueue in a method that is @Transactional, or write"
              + " with MemoryClient");
    }
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      return soma.transactional().enqueue(connection, write);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }
}
