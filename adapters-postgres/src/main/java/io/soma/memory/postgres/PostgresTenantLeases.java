package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.TENANT_LEASES;

import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Leases as rows, so that they work behind a pooler and outlive a connection. */
final class PostgresTenantLeases implements TenantLeases {

  private final ConnectionPool pool;
  private final String holder = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

  PostgresTenantLeases(ConnectionPool pool) {
    this.pool = pool;
  }

  /** That a lease is held at the moment of the statement that this is part of. */
  static Condition held(TenantLease lease) {
    return DSL.exists(DSL.selectOne().from(TENANT_LEASES).where(isHeld(lease)));
  }

  @Override
  public Optional<TenantLease> acquire(TenantId tenant, Duration duration) {
    return pool.run(
            sql ->
                sql.insertInto(TENANT_LEASES)
                    .set(TENANT_LEASES.TENANT_ID, tenant.value())
                    .set(TENANT_LEASES.HOLDER, holder)
                    .set(TENANT_LEASES.FENCING_TOKEN, 1L)
                    .set(TENANT_LEASES.EXPIRES_AT, Sql.nowPlus(duration))
                    .onConflict(TENANT_LEASES.TENANT_ID)
                    .doUpdate()
                    .set(TENANT_LEASES.HOLDER, holder)
                    .set(TENANT_LEASES.FENCING_TOKEN, TENANT_LEASES.FENCING_TOKEN.plus(1))
                    .set(TENANT_LEASES.EXPIRES_AT, Sql.nowPlus(duration))
                    .where(TENANT_LEASES.EXPIRES_AT.le(Sql.now()))
                    .returningResult(TENANT_LEASES.FENCING_TOKEN)
                    .fetchOptional())
        .map(row -> new TenantLease(tenant, holder, row.value1()));
  }

  @Override
  public boolean renew(TenantLease lease, Duration duration) {
    return endAfter(lease, duration);
  }

  @Override
  public void release(TenantLease lease) {
    endAfter(lease, Duration.ZERO);
  }

  private boolean endAfter(TenantLease lease, Duration duration) {
    return pool.run(
        sql ->
            sql.update(TENANT_LEASES)
                    .set(TENANT_LEASES.EXPIRES_AT, Sql.nowPlus(duration))
                    .where(isHeld(lease))
                    .execute()
                > 0);
  }

  private static Condition isHeld(TenantLease lease) {
    return TENANT_LEASES
        .TENANT_ID
        .eq(lease.tenant().value())
        .and(TENANT_LEASES.HOLDER.eq(lease.holder()))
        .and(TENANT_LEASES.FENCING_TOKEN.eq(lease.fencingToken()))
        .and(TENANT_LEASES.EXPIRES_AT.gt(Sql.now()));
  }
}
