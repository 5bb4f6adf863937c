package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.ReplayHold;
import java.time.Duration;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The rows that say which instances use the outbox, by the database's clock. */
public final class InstanceRows {

  // Every row: after PostgreSQL was away, an instance may write before it is announced again. Every
  // id is at least this, and so the index is used: a plan that scans a table is taken for a dear
  // one, and PostgreSQL before version 18 compiles it anew at each call.
  private static final String HAS_OTHER_ROWS =
      """
      EXISTS (SELECT FROM outbox_instances
        WHERE instance >= '00000000-0000-0000-0000-000000000000'
          AND instance IS DISTINCT FROM {0})\
      """;

  // A row that is an hour old is that of an instance that ended, or it is written again.
  private static final String ANNOUNCE =
      """
      WITH announced AS (
          INSERT INTO outbox_instances (instance, seen_at, retention_millis, replay_hold_millis)
          VALUES ({0}, now(), {1}, {2})
          ON CONFLICT (instance) DO UPDATE SET seen_at = EXCLUDED.seen_at),
        forgotten AS (
          DELETE FROM outbox_instances
          WHERE instance >= '00000000-0000-0000-0000-000000000000'
            AND instance <> {0} AND seen_at < now() - interval '1 hour')
      SELECT
        EXISTS (SELECT FROM outbox_instances
          WHERE instance >= '00000000-0000-0000-0000-000000000000'
            AND instance <> {0} AND seen_at > now() - interval '1 minute') AS has_others,
        NOT EXISTS (SELECT FROM outbox_instances
          WHERE instance < {0} AND seen_at > now() - interval '10 seconds') AS is_first,
        (SELECT min(retention_millis) FROM outbox_instances
          WHERE instance >= '00000000-0000-0000-0000-000000000000' AND instance <> {0}
            AND seen_at > now() - interval '1 minute' AND retention_millis <> {1})
          AS other_retention,
      """
          + Sql.COMMIT_ON_DISK;

  private InstanceRows() {}

  /**
   * What is known of an instance among the others.
   *
   * @param otherRetention the shortest retention of another one that has another retention; null if
   *     all have the same
   */
  public record Announced(InstanceStanding standing, @Nullable Duration otherRetention) {}

  /**
   * Notes that an instance is here, and says how it stands among the others.
   *
   * @param retention how long it keeps confirmed events
   * @param hold how long a replay must be held back for its direct writes
   */
  public static Announced announce(
      DSLContext sql, InstanceId instance, Duration retention, Duration hold) {
    return sql.resultQuery(
            ANNOUNCE,
            DSL.val(instance.value()),
            DSL.val(retention.toMillis()),
            DSL.val(hold.toMillis()))
        .fetchSingle(
            row ->
                new Announced(
                    new InstanceStanding(
                        row.get("has_others", Boolean.class), row.get("is_first", Boolean.class)),
                    millis(row.get("other_retention", Long.class))));
  }

  private static @Nullable Duration millis(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** How many instances used the outbox within the last minute. */
  public static int countPresent(DSLContext sql) {
    return sql.resultQuery(
            "SELECT count(*) AS present FROM outbox_instances"
                + " WHERE seen_at > now() - interval '1 minute'")
        .fetchSingle(row -> row.get("present", Integer.class));
  }

  /**
   * That a tenant's events wait for the end of a replay's hold: one is in force, and another
   * instance used the outbox within the last hour.
   *
   * @param self null if this one has not announced itself: then any instance is another one
   */
  static Condition isHeldBack(TenantId tenant, @Nullable InstanceId self) {
    UUID value = self == null ? null : self.value();
    return ReplayHold.isInForce(tenant)
        .and(DSL.condition(HAS_OTHER_ROWS, DSL.val(value, SQLDataType.UUID)));
  }
}
