package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.tenant.TenantId;

/** Notified of writes that join a caller's transaction; safe for many threads. */
public interface TransactionWatch {

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
