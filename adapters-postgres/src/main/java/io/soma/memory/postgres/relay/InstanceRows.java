package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
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
      SELECT
        EXISTS (SELECT FROM outbox_instances
          WHERE instance <> {0} AND seen_at > now() - interval '1 minute') AS has_others,
        NOT EXISTS (SELECT FROM outbox_instances
          WHERE instance < {0} AND seen_at > now() - interval '10 seconds') AS is_first\
      """;

  private InstanceRows() {}

  /** Notes that an instance is here, and says how it stands among the others. */
  public static InstanceStanding announce(DSLContext sql, InstanceId instance) {
    return sql.resultQuery(ANNOUNCE, DSL.val(instance.value()))
        .fetchSingle(
            row ->
                new InstanceStanding(
                    row.get("has_others", Boolean.class), row.get("is_first", Boolean.class)));
  }
}
