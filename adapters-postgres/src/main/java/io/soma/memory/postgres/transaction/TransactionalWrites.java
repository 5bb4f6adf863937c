package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.supervision.StackReserve;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Writes within the caller's own transaction: they are queued if and only if it commits, and reach
 * the memory service in the order in which their ids were drawn. The transaction must be one of the
 * database that holds the outbox. Without a schema in the configuration, its tables must be on the
 * connection's search path.
 *
 * <p>A write is acknowledged when its transaction commits, so that it is newer than what was
 * acknowledged before. An asynchronous write that has not ended by then may come behind it: wait
 * for its stage first. From the call on until the transaction is over, other writes of the tenant
 * queue, so that none is called stored and then followed by this one: in this process at once, and
 * in others within a second, or three where PostgreSQL is slow. Keep it short. Safe for many
 * threads; a connection is not.
 */
public final class TransactionalWrites {

  private final TransactionalOutbox outbox;
  private final Function<MemoryWrite, Delivery> deliveries;
  private final BiConsumer<Delivery, Enqueued> judge;
  private final TransactionWatch watch;
  private final OpenTransactions open;

  public TransactionalWrites(
      TransactionalOutbox outbox,
      Function<MemoryWrite, Delivery> deliveries,
      BiConsumer<Delivery, Enqueued> judge,
      TransactionWatch watch,
      OpenTransactions open) {
    this.outbox = outbox;
    this.deliveries = deliveries;
    this.judge = judge;
    this.watch = watch;
    this.open = open;
  }

  /**
   * Adds a write to the transaction of a connection. Under a named key it may find an earlier
   * write, and waits for another open transaction that holds that; without one it is never a
   * repeat. A write that cannot be added leaves the transaction as usable as it was.
   *
   * @return the event, or the earlier one; as good as the transaction's commit. An earlier write
   *     that this instance stored directly has {@link io.soma.memory.domain.outbox.EventId#NONE},
   *     and nothing is added
   * @throws IllegalArgumentException if the connection is closed, in auto-commit mode or to another
   *     database, or its transaction is read-only or aborted
   * @throws io.soma.memory.ports.driving.ClientClosedException if this Soma Memory is closed
   * @throws io.soma.memory.domain.InvalidInputException if the write is not allowed
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if PostgreSQL does not answer
   * @throws io.soma.memory.domain.SomaMemoryException if the named key belongs to another write or
   *     to one that failed, or if too many of the tenant's writes wait
   */
  public Enqueued enqueue(Connection connection, MemoryWrite write) {
    StackReserve.require();
    Delivery delivery = deliveries.apply(write);
    Optional<Enqueued> earlier = watch.earlier(delivery);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    TenantId tenant = delivery.tenant();
    watch.joins(tenant);
    boolean joined = false;
    try {
      Enqueued enqueued = outbox.enqueue(connection, delivery);
      judge.accept(delivery, enqueued);
      open.add(tenant, OpenTransactions.idOf(connection));
      joined = true;
      watch.joined(delivery);
      return enqueued;
    } finally {
      if (!joined) {
        watch.ended(tenant, false);
      }
    }
  }

  /** Adds a write to jOOQ's current transaction, as {@link #enqueue(Connection, MemoryWrite)}. */
  public Enqueued enqueue(DSLContext transaction, MemoryWrite write) {
    return transaction.connectionResult(connection -> enqueue(connection, write));
  }

  /**
   * Looks which of the joined transactions are over, and tells the watch. To be called again and
   * again; asks PostgreSQL only while some are open. Calls must not overlap.
   */
  public void look() {
    open.look(watch::ended);
  }
}
