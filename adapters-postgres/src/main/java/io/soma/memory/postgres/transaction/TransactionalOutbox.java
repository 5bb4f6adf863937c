package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.SqlFailure;
import io.soma.memory.postgres.connection.StandbyWait;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.postgres.enqueue.EnqueuedWrite;
import io.soma.memory.postgres.enqueue.KnownWrites;
import io.soma.memory.postgres.enqueue.RepeatResolution;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Puts writes into the outbox within the caller's own transaction: they commit or roll back with
 * the caller's rows, and are queued once that transaction has committed.
 *
 * <p>Without a schema in the configuration, the outbox's tables must be on the connection's search
 * path. A write that is there already, or that cannot be added, leaves the transaction as usable as
 * it was. Thread-safe; a connection is not.
 */
public final class TransactionalOutbox {

  private static final String SERIALIZATION_FAILURE = "40001";

  private final ConnectionPool pool;

  public TransactionalOutbox(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * Adds a write to the transaction of a connection. It waits for commits of the tenant's writes
   * that are under way, and for another open transaction that holds the same write.
   *
   * @return the event, or the one that is there under the same dedupe key; as good as the
   *     transaction's commit
   * @throws IllegalArgumentException if the connection has no transaction that can take it: it is
   *     closed or in auto-commit mode, its transaction is read-only or aborted, or it is to another
   *     database
   * @throws OutboxUnavailableException if PostgreSQL does not answer, or a commit of the tenant
   *     hangs
   */
  public Enqueued enqueue(Connection connection, Delivery delivery) {
    CallerConnection caller = new CallerConnection(connection, pool);
    try {
      caller.requireTransaction();
      Savepoint before = connection.setSavepoint();
      try {
        DSLContext transaction = Sql.on(pool.tables().in(connection));
        // A commit that hangs has a lower id, and would be delivered behind this write.
        EnqueueLock.awaitFree(transaction, delivery.tenant());
        // Gives the lock back, as others wait for it.
        connection.rollback(before);
        Enqueued enqueued = enqueued(transaction, delivery);
        connection.releaseSavepoint(before);
        return enqueued;
      } catch (DataAccessException e) {
        connection.rollback(before);
        throwFault(caller, e.sqlState(), e);
        Enqueued repeat = hiddenRepeat(delivery, e);
        StandbyWait.include(Sql.on(connection));
        return repeat;
      }
    } catch (SQLException e) {
      throwFault(caller, e.getSQLState(), e);
      throw SqlFailure.translated(e);
    }
  }

  /** Adds a write to jOOQ's current transaction, as {@link #enqueue(Connection, Delivery)} does. */
  public Enqueued enqueue(DSLContext transaction, Delivery delivery) {
    return transaction.connectionResult(connection -> enqueue(connection, delivery));
  }

  private static void throwFault(
      CallerConnection caller, @Nullable String state, Exception failure) {
    if (state != null) {
      caller
          .fault(state, failure)
          .ifPresent(
              fault -> {
                throw fault;
              });
    }
  }

  // Without a named key it is never a repeat, and its own number lets it wait for no other
  // transaction.
  private static Enqueued enqueued(DSLContext transaction, Delivery delivery) {
    EnqueueLock.showJoined(transaction, delivery.tenant());
    EnqueuedWrite write = EnqueuedWrite.of(delivery);
    EnqueuedWrite own = delivery.identity().mayBeNumbered() ? write.numbered() : write;
    return RepeatResolution.joined(transaction).resolve(own);
  }

  // From REPEATABLE READ on, a repeat that was committed after the caller's snapshot fails the
  // insert, and only another connection can see it.
  private Enqueued hiddenRepeat(Delivery delivery, DataAccessException failure) {
    if (!SERIALIZATION_FAILURE.equals(failure.sqlState())) {
      throw SqlFailure.translated(failure);
    }
    return pool.run(sql -> KnownWrites.find(sql, delivery.dedupeKey()))
        .map(found -> Enqueued.found(found.write()))
        .orElseThrow(() -> SqlFailure.translated(failure));
  }
}
