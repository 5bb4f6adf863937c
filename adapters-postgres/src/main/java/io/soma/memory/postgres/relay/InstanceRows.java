package io.soma.memory.postgres.relay;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The rows that say which instances use the outbox, by the database's clock. */
public final class InstanceRows {

  // A row that is an hour old is that of an instance that ended, or it is written again.
  private static final String ANNOUNCE =
      """
      WITH announced AS (
          INSERT INTO outbox_instances (instance, seen_at) VALUES ({0}, now())
          ON CONFLICT (instance) DO UPDATE SET seen_at = EXCLUDED.seen_at),
        forgotten AS (
          DELETE FROM outbox_instances
          WHERE instance <> {0} AND seen_at < now() - interval '1 hour')
      SELECT EXISTS (
        SELECT FROM outbox_instances
        WHERE instance <> {0} AND seen_at > now() - interval '1 minute')\
      """;

  private InstanceRows() {}

  /**
   * Records that an instance is active; returns whether another one was, within the last minute.
   */
  public static boolean announce(DSLContext sql, UUID instance) {
    return Boolean.TRUE.equals(sql.fetchValue(ANNOUNCE, DSL.val(instance)));
  }
}
