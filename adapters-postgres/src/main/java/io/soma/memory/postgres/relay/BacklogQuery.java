package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredTenant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The backlogs, found by jumping from tenant to tenant in an index: the cost grows with the tenants
 * that have a backlog and with the counted events, not with the size of the table.
 */
public final class BacklogQuery {

  /**
   * No tenant's events are counted beyond this, which no limit on a tenant's backlog exceeds. So
   * many take about a second, which the statement timeout allows.
   */
  static final int MAX_COUNT = 10_000_000;

  private static final String UNCONFIRMED =
      "FROM outbox_events WHERE " + Sql.UNCONFIRMED + " AND tenant_id ";

  private static final String PENDING = "FROM outbox_pending WHERE tenant_id ";

  // A last row of null says that there are no more.
  private static final String TENANTS =
      """
      WITH RECURSIVE walk (tenant_id) AS (
        (SELECT tenant_id %1$s > {0} ORDER BY tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT tenant_id %1$s > walk.tenant_id ORDER BY tenant_id LIMIT 1)
        FROM walk WHERE walk.tenant_id IS NOT NULL
      ), tenants AS (SELECT tenant_id FROM walk WHERE tenant_id IS NOT NULL)
      """;

  private static final String COUNT =
      "(SELECT count(*) FROM (SELECT 1 %s = tenants.tenant_id LIMIT {1}) AS counted)";

  private static final String SUMMARY =
      String.format(
          Locale.ROOT,
          """
          SELECT tenant_id, %s AS unconfirmed, %s AS pending,
            (SELECT created_at %s = tenants.tenant_id ORDER BY id LIMIT 1) AS oldest
          FROM tenants\
          """,
          String.format(Locale.ROOT, COUNT, UNCONFIRMED),
          String.format(Locale.ROOT, COUNT, PENDING),
          UNCONFIRMED);

  // A page that is not full is the last.
  private static final String TENANTS_WITH_PENDING =
      String.format(Locale.ROOT, TENANTS, PENDING)
          + "SELECT tenant_id FROM tenants WHERE "
          + StoredTenant.IS_POSSIBLE
          + " LIMIT {1}";

  private static final String BACKLOG =
      String.format(Locale.ROOT, TENANTS, UNCONFIRMED) + SUMMARY + " ORDER BY tenant_id";

  private static final String BACKLOG_OF_ONE =
      "WITH tenants AS (SELECT {0}::text COLLATE \"C\" AS tenant_id)\n" + SUMMARY;

  // Before every tenant.
  private static final String START = "";

  private BacklogQuery() {}

  /** Counts up to {@code most} unconfirmed and pending events of each tenant. */
  public static List<TenantBacklog> ofEveryTenant(DSLContext sql, int most) {
    return sql.resultQuery(BACKLOG, START, most).fetch().stream()
        .filter(StoredTenant::isPossible)
        .map(BacklogQuery::entry)
        .toList();
  }

  public static Optional<TenantBacklog> of(DSLContext sql, TenantId tenant) {
    return sql.resultQuery(BACKLOG_OF_ONE, tenant.value(), MAX_COUNT)
        .fetchOptional()
        .filter(row -> row.get("oldest") != null)
        .map(BacklogQuery::entry);
  }

  public static List<TenantId> tenantsWithPending(
      DSLContext sql, @Nullable TenantId after, int limit) {
    return sql.resultQuery(TENANTS_WITH_PENDING, after == null ? START : after.value(), limit)
        .fetch(StoredTenant::of);
  }

  private static TenantBacklog entry(Record row) {
    return new TenantBacklog(
        StoredTenant.of(row),
        row.get("unconfirmed", Long.class),
        row.get("pending", Long.class),
        row.get("oldest", OffsetDateTime.class).toInstant());
  }
}
