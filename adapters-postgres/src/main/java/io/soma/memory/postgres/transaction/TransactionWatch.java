package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.tenant.TenantId;

/** Is told of writes that join transactions of others; safe for many threads. */
public interface TransactionWatch {

  /** A write is about to join a transaction; whoever throws here keeps it out. */
  void joins(TenantId tenant);

  /**
   * The transaction is over, or the write could not join it; once for each {@link #joins} that
   * returned.
   *
   * @param committed whether the write is in the outbox now, as far as this can be told
   */
  void ended(TenantId tenant, boolean committed);
}
