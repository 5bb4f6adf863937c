package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import java.util.Optional;

/** Notified of writes that join a caller's transaction; safe for many threads. */
public interface TransactionWatch {

  /**
   * The earlier write under the same named key, where the outbox does not know it; the write then
   * does not join. An exception keeps the write out, too.
   */
  default Optional<Enqueued> earlier(Delivery write) {
    return Optional.empty();
  }

  /** The write has joined, and follows the earlier ones of its address if it is committed. */
  default void joined(Delivery write) {}

  /** Called before a write joins a transaction; an exception keeps the write out. */
  void joins(TenantId tenant);

  /**
   * The transaction is over, or the write could not join it; once for each {@link #joins} that
   * returned.
   *
   * @param committed whether the write is in the outbox now, as far as this can be told
   */
  void ended(TenantId tenant, boolean committed);
}
