package io.soma.memory.postgres.row;

import io.soma.memory.domain.tenant.InvalidNamespaceException;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.Logs;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Record;
import org.slf4j.Logger;

/**
 * The tenant of a row in queries of many tenants. A row that was inserted by hand may name one that
 * cannot exist: it is passed over, so that it stops no other tenant, and named once in the log.
 */
public final class StoredTenant {

  /** That a row's tenant can exist, for queries that count or page rows. */
  public static final String IS_POSSIBLE = "tenant_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'";

  private static final Logger LOG = Logs.of(StoredTenant.class);

  private static final String COLUMN = "tenant_id";
  private static final int MOST_NAMED = 20;
  private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();

  private StoredTenant() {}

  /** The row's tenant. */
  public static TenantId of(Record row) {
    return new TenantId(row.get(COLUMN, String.class));
  }

  /** Whether the row's tenant can exist. */
  public static boolean isPossible(Record row) {
    String name = row.get(COLUMN, String.class);
    try {
      var unused = new TenantId(name);
      return true;
    } catch (InvalidNamespaceException e) {
      nameOnce(name);
      return false;
    }
  }

  private static void nameOnce(String name) {
    String shown = name.substring(0, Math.min(name.length(), TenantId.MAX_LENGTH));
    shown = shown.replaceAll("[^ -~]", "?");
    if (NAMED.size() < MOST_NAMED && NAMED.add(shown)) {
      LOG.warn(
          "rows are passed over, as \"{}\" cannot be a tenant's id: delete them, or correct their"
              + " tenant_id",
          shown);
    }
  }
}
