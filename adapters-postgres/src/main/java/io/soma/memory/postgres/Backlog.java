package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What waits, found by jumping from tenant to tenant in the index of waiting events: it costs by
 * the tenants that have a backlog and by what is counted, not by the size of the table.
 */
final class Backlog {

  /** No tenant's events of one status are counted beyond this. */
  static final int MAX_COUNT = 100_000;

  private static final String WAITING =
      "FROM outbox_events WHERE status = '%s' AND confirmed_at IS NULL AND tenant_id ";

  // The tenants of a status; a last row of null says that there are no more.
  private static final String WALK =
      """
      %1$s_walk (tenant_id) AS (
        (SELECT tenant_id %2$s > {0} ORDER BY tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT tenant_id %2$s > walked.tenant_id ORDER BY tenant_id LIMIT 1)
        FROM %1$s_walk AS walked WHERE walked.tenant_id IS NOT NULL
      )\
      """;

  private static final String COUNT =
      "(SELECT count(*) FROM (SELECT 1 %s = tenants.tenant_id LIMIT {1}) AS counted)";

  private static final String OLDEST =
      "(SELECT created_at %s = tenants.tenant_id ORDER BY id LIMIT 1)";

  private static final String SUMMARY =
      "SELECT tenant_id, %s AS pending, %s AS sent, least(%s, %s) AS oldest FROM tenants"
          .formatted(
              of(COUNT, Sql.PENDING),
              of(COUNT, Sql.SENT),
              of(OLDEST, Sql.PENDING),
              of(OLDEST, Sql.SENT));

  private static final String TENANTS_WITH_PENDING =
      "WITH RECURSIVE "
          + walk(Sql.PENDING)
          + "\nSELECT tenant_id FROM pending_walk WHERE tenant_id IS NOT NULL LIMIT {1}";

  private static final String BACKLOG =
      """
      WITH RECURSIVE %s, %s,
      tenants AS (
        SELECT tenant_id FROM pending_walk WHERE tenant_id IS NOT NULL
        UNION
        SELECT tenant_id FROM sent_walk WHERE tenant_id IS NOT NULL
      )
      %s ORDER BY tenant_id\
      """
          .formatted(walk(Sql.PENDING), walk(Sql.SENT), SUMMARY);

  private static final String BACKLOG_OF_ONE =
      "WITH tenants AS (SELECT {0}::text COLLATE \"C\" AS tenant_id)\n" + SUMMARY;

  // Before every tenant.
  private static final String START = "";

  private Backlog() {}

  /** Counts up to {@code most} events of each tenant and status. */
  static List<TenantBacklog> ofEveryTenant(DSLContext sql, int most) {
    return sql.resultQuery(BACKLOG, START, most).fetch(Backlog::entry);
  }

  static Optional<TenantBacklog> of(DSLContext sql, TenantId tenant) {
    return sql.resultQuery(BACKLOG_OF_ONE, tenant.value(), MAX_COUNT)
        .fetchOptional()
        .filter(row -> row.get("oldest") != null)
        .map(Backlog::entry);
  }

  static List<TenantId> tenantsWithPending(DSLContext sql, @Nullable TenantId after, int limit) {
    return sql.resultQuery(TENANTS_WITH_PENDING, after == null ? START : after.value(), limit)
        .fetch(row -> new TenantId(row.get("tenant_id", String.class)));
  }

  private static TenantBacklog entry(Record row) {
    long pending = row.get("pending", Long.class);
    return new TenantBacklog(
        new TenantId(row.get("tenant_id", String.class)),
        pending + row.get("sent", Long.class),
        pending,
        row.get("oldest", OffsetDateTime.class).toInstant());
  }

  private static String walk(String status) {
    return WALK.formatted(status, WAITING.formatted(status));
  }

  private static String of(String subquery, String status) {
    return subquery.formatted(WAITING.formatted(status));
  }
}
