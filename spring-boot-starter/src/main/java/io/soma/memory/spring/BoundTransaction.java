package io.soma.memory.spring;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transaction that a transaction manager began on a DataSource for the calling thread. */
final class BoundTransaction {

  private static final MethodHandle IS_TRANSACTION_ACTIVE = isTransactionActive();

  private BoundTransaction() {}

  /** Its connection; empty if the thread's transaction, if any, is one of another resource. */
  static Optional<Connection> connection(DataSource dataSource) {
    return TransactionSynchronizationManager.isActualTransactionActive()
            && TransactionSynchronizationManager.getResource(dataSource)
                instanceof ConnectionHolder holder
            && isOfTransactionManager(holder)
        ? Optional.of(holder.getConnection()).filter(BoundTransaction::isInTransaction)
        : Optional.empty();
  }

  /**
   * JDBC's transaction managers say that a transaction is active, those of JPA bind a connection
   * that is not synchronized. In a transaction of another resource, a JdbcTemplate binds one that
   * is synchronized without a transaction, and that goes back to its pool without a commit.
   */
  private static boolean isOfTransactionManager(ConnectionHolder holder) {
    try {
      return !holder.isSynchronizedWithTransaction()
          || (boolean) IS_TRANSACTION_ACTIVE.invokeExact(holder);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isInTransaction(Connection connection) {
    try {
      return !connection.getAutoCommit();
    } catch (SQLException e) {
      throw new IllegalStateException("the transaction's connection does not answer", e);
    }
  }

  // It is protected, and no other method tells.
  private static MethodHandle isTransactionActive() {
    try {
      return MethodHandles.privateLookupIn(ConnectionHolder.class, MethodHandles.lookup())
          .findVirtual(
              ConnectionHolder.class, "isTransactionActive", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
