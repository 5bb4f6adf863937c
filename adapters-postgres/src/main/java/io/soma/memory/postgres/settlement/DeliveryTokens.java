package io.soma.memory.postgres.settlement;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * The fencing tokens of the rights to deliver that this instance took and did not give back. A
 * statement that settles events changes nothing once another instance took the tenant: this one may
 * have been suspended, or cut off, for longer than its lease. Safe for many threads.
 */
public final class DeliveryTokens {

  /** Larger than any token: no holder comes after an instance that takes no rights. */
  static final long NONE = Long.MAX_VALUE;

  // Rows of leases are never deleted, and tokens only grow.
  private static final String IS_LATER_ONE =
      "EXISTS (SELECT FROM delivery_leases AS later"
          + " WHERE later.tenant_id = {0} AND later.fencing_token > {1})";

  private final Map<TenantId, Long> tokens = new ConcurrentHashMap<>();

  /** Notes a right that was taken. */
  public void taken(TenantLease lease) {
    if (lease.right() == LeaseRight.DELIVER) {
      tokens.put(lease.tenant(), lease.fencingToken());
    }
  }

  /** Forgets a right that is given back: nothing is settled under it any more. */
  public void givenBack(TenantLease lease) {
    if (lease.right() == LeaseRight.DELIVER) {
      tokens.remove(lease.tenant(), lease.fencingToken());
    }
  }

  /** The token of this instance's right; {@link #NONE} if it has none. */
  long of(TenantId tenant) {
    return tokens.getOrDefault(tenant, NONE);
  }

  /** That no other instance took the right to deliver after this one. */
  Condition isLatest(TenantId tenant) {
    return DSL.not(DSL.condition(IS_LATER_ONE, DSL.val(tenant.value()), DSL.val(of(tenant))));
  }
}
