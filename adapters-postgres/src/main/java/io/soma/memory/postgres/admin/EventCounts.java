package io.soma.memory.postgres.admin;

import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredTenant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** How many events every tenant has: read from the indexes alone, but all of them. */
public final class EventCounts {

  private static final String COUNTS =
      String.format(
          Locale.ROOT,
          """
          SELECT tenant_id,
            coalesce(sum(n) FILTER (WHERE status = '%s'), 0)::bigint AS pending,
            greatest(coalesce(sum(n) FILTER (WHERE status = '%s'), 0), 0)::bigint AS sent,
            coalesce(sum(n) FILTER (WHERE status = '%s'), 0)::bigint AS failed
          FROM (
            SELECT tenant_id, 'pending' AS status, count(*) AS n FROM outbox_pending
            GROUP BY tenant_id
            UNION ALL
            SELECT tenant_id, 'sent', -count(*) FROM outbox_pending GROUP BY tenant_id
            UNION ALL
            SELECT tenant_id, 'sent', count(*) FROM outbox_events
            WHERE %4$s GROUP BY tenant_id
            UNION ALL
            SELECT tenant_id, 'failed', count(*) FROM outbox_events
            WHERE confirmed_at IS NULL AND status = 'failed' GROUP BY tenant_id
            UNION ALL
            SELECT tenant_id, 'sent', count(*) FROM outbox_events
            WHERE confirmed_at IS NOT NULL GROUP BY tenant_id
          ) AS counted
          GROUP BY tenant_id ORDER BY tenant_id\
          """,
          Sql.PENDING,
          Sql.SENT,
          Sql.FAILED,
          Sql.UNCONFIRMED);

  private static final String FAILED =
      "SELECT tenant_id, count(*) AS failed FROM outbox_events"
          + " WHERE confirmed_at IS NULL AND status = 'failed' GROUP BY tenant_id";

  private EventCounts() {}

  static List<TenantCounts> ofEveryTenant(DSLContext sql) {
    return sql.resultQuery(COUNTS).fetch().stream()
        .filter(StoredTenant::isPossible)
        .map(
            row ->
                new TenantCounts(
                    StoredTenant.of(row),
                    row.get("pending", Long.class),
                    row.get("sent", Long.class),
                    row.get("failed", Long.class)))
        .toList();
  }

  /** From the index of failed events, and no other. */
  static Map<TenantId, Long> failed(DSLContext sql) {
    return sql.resultQuery(FAILED).fetch().stream()
        .filter(StoredTenant::isPossible)
        .collect(Collectors.toMap(StoredTenant::of, row -> row.get("failed", Long.class)));
  }
}
