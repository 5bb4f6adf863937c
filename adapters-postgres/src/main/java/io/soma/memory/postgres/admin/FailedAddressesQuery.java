package io.soma.memory.postgres.admin;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantFailures;
import io.soma.memory.postgres.connection.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The addresses of failed events that are not noted as overtaken, found by jumping from tenant to
 * tenant in their index: one tenant's number limits no other's.
 */
final class FailedAddressesQuery {

  private static final String FAILED =
      "FROM outbox_events WHERE " + Sql.FAILED_AND_NOT_OVERTAKEN + " AND tenant_id ";

  private static final String ADDRESSES =
      String.format(
          Locale.ROOT,
          """
          WITH RECURSIVE walk (tenant_id) AS (
            (SELECT tenant_id %1$s > '' ORDER BY tenant_id LIMIT 1)
            UNION ALL
            SELECT (SELECT tenant_id %1$s > walk.tenant_id ORDER BY tenant_id LIMIT 1)
            FROM walk WHERE walk.tenant_id IS NOT NULL
          )
          SELECT walk.tenant_id, failed.ordering_key
          FROM walk CROSS JOIN LATERAL (
            SELECT DISTINCT ordering_key %1$s = walk.tenant_id ORDER BY ordering_key LIMIT {0}
          ) AS failed
          WHERE walk.tenant_id IS NOT NULL
          ORDER BY walk.tenant_id\
          """,
          FAILED);

  private FailedAddressesQuery() {}

  static List<TenantFailures> execute(DSLContext sql, int perTenant) {
    // One more than asked for says that there are more.
    Map<TenantId, List<OrderingKey>> found = new LinkedHashMap<>();
    for (Record row : sql.resultQuery(ADDRESSES, perTenant + 1).fetch()) {
      found
          .computeIfAbsent(new TenantId(row.get(0, String.class)), tenant -> new ArrayList<>())
          .add(new OrderingKey(row.get(1, String.class)));
    }
    return found.entrySet().stream()
        .map(tenant -> failures(tenant.getKey(), tenant.getValue(), perTenant))
        .toList();
  }

  private static TenantFailures failures(TenantId tenant, List<OrderingKey> keys, int perTenant) {
    int listed = Math.min(keys.size(), perTenant);
    return new TenantFailures(
        tenant, new HashSet<>(keys.subList(0, listed)), keys.size() > perTenant);
  }
}
