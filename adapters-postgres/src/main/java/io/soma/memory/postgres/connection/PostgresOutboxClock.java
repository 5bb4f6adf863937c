package io.soma.memory.postgres.connection;

import io.soma.memory.ports.driven.OutboxClock;
import java.time.Instant;

/** The clock of the PostgreSQL server. */
public final class PostgresOutboxClock implements OutboxClock {

  private final ConnectionPool pool;

  /** Asks on connections of this pool. */
  public PostgresOutboxClock(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public Instant now() {
    return pool.run(sql -> sql.select(Sql.now()).fetchSingle().value1().toInstant());
  }
}
