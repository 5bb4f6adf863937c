package io.soma.memory.postgres.admin;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantFailures;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.ReplayHold;
import io.soma.memory.postgres.row.StoredTenant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/**
 * The addresses of failed events that are not noted as overtaken, and of replayed ones that are
 * held back, found by jumping from tenant to tenant in their indexes: one tenant's number limits no
 * other's.
 */
final class FailedAddressesQuery {

  private static final String FAILED = addresses(Sql.FAILED_AND_NOT_OVERTAKEN);
  private static final String HELD = addresses(ReplayHold.IN_FORCE);

  private FailedAddressesQuery() {}

  private static String addresses(String events) {
    return String.format(
        Locale.ROOT,
        """
        WITH RECURSIVE walk (tenant_id) AS (
          (SELECT tenant_id %1$s > '' ORDER BY tenant_id LIMIT 1)
          UNION ALL
          SELECT (SELECT tenant_id %1$s > walk.tenant_id ORDER BY tenant_id LIMIT 1)
          FROM walk WHERE walk.tenant_id IS NOT NULL
        )
        SELECT walk.tenant_id, found.ordering_key
        FROM walk CROSS JOIN LATERAL (
          SELECT DISTINCT ordering_key %1$s = walk.tenant_id ORDER BY ordering_key LIMIT {0}
        ) AS found
        WHERE walk.tenant_id IS NOT NULL
        ORDER BY walk.tenant_id\
        """,
        "FROM outbox_events WHERE " + events + " AND tenant_id ");
  }

  static List<TenantFailures> execute(DSLContext sql, int perTenant) {
    // One more than asked for says that there are more.
    Map<TenantId, Set<OrderingKey>> found = new TreeMap<>();
    addAll(found, sql.resultQuery(FAILED, perTenant + 1).fetch());
    // After the failed ones, or one that is replayed between the two were missing.
    addAll(found, sql.resultQuery(HELD, perTenant + 1).fetch());
    return found.entrySet().stream()
        .map(tenant -> failures(tenant.getKey(), tenant.getValue(), perTenant))
        .toList();
  }

  private static void addAll(Map<TenantId, Set<OrderingKey>> found, Result<Record> rows) {
    rows.stream()
        .filter(StoredTenant::isPossible)
        .forEach(
            row ->
                found
                    .computeIfAbsent(StoredTenant.of(row), tenant -> new LinkedHashSet<>())
                    .add(new OrderingKey(row.get(1, String.class))));
  }

  private static TenantFailures failures(TenantId tenant, Set<OrderingKey> keys, int perTenant) {
    Set<OrderingKey> listed = keys.stream().limit(perTenant).collect(Collectors.toSet());
    return new TenantFailures(tenant, listed, keys.size() > perTenant);
  }
}
