package io.soma.memory.postgres.admin;

import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.row.StoredTenant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows that moved since the mark and no other: new ones by their ids, confirmed ones by
 * the index that the purge uses. Both statements end at the same time.
 */
public final class PostgresTrafficCounter implements TrafficCounter {

  /** Transactions that are open now have committed by the next count. */
  private static final String MARK =
      """
      SELECT upto.at, coalesce((
          SELECT id FROM outbox_events WHERE created_at <= upto.at ORDER BY id DESC LIMIT 1
        ), 0) AS last_id
      FROM (SELECT clock_timestamp() - interval '1 second' AS at) AS upto\
      """;

  private static final String COUNTS =
      """
      SELECT tenant_id, sum(queued)::bigint AS queued, sum(confirmed)::bigint AS confirmed
      FROM (
        SELECT tenant_id, count(*) AS queued, 0 AS confirmed FROM outbox_events
        WHERE id > {0} AND created_at > {1} AND created_at <= {2} GROUP BY tenant_id
        UNION ALL
        SELECT tenant_id, 0, count(*) FROM outbox_events
        WHERE confirmed_at IS NOT NULL AND confirmed_at > {1} AND confirmed_at <= {2}
        GROUP BY tenant_id
      ) AS moved
      GROUP BY tenant_id ORDER BY tenant_id\
      """;

  private final ConnectionPool pool;

  /** Asks on connections of this pool. */
  public PostgresTrafficCounter(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public OutboxTraffic since(@Nullable TrafficMark since) {
    TrafficMark upTo = pool.run(PostgresTrafficCounter::mark);
    // A clock that went back, as on another server, begins anew.
    return since == null || upTo.at().isBefore(since.at())
        ? new OutboxTraffic(upTo, List.of())
        : new OutboxTraffic(upTo, pool.run(sql -> counts(sql, since, upTo)));
  }

  private static TrafficMark mark(DSLContext sql) {
    Record row = sql.resultQuery(MARK).fetchSingle();
    return new TrafficMark(
        row.get("last_id", Long.class), row.get("at", OffsetDateTime.class).toInstant());
  }

  private static List<TenantTraffic> counts(DSLContext sql, TrafficMark since, TrafficMark upTo) {
    return sql
        .resultQuery(
            COUNTS,
            DSL.val(since.lastId()),
            DSL.val(since.at().atOffset(ZoneOffset.UTC)),
            DSL.val(upTo.at().atOffset(ZoneOffset.UTC)))
        .fetch()
        .stream()
        .filter(StoredTenant::isPossible)
        .map(
            row ->
                new TenantTraffic(
                    StoredTenant.of(row),
                    row.get("queued", Long.class),
                    row.get("confirmed", Long.class)))
        .toList();
  }
}
