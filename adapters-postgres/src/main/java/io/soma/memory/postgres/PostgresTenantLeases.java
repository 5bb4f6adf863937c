package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.TENANT_LEASES;

import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Leases as rows, so that they work behind a pooler and outlive a connection.
 *
 * <p>No commit here waits for the disk. A server that crashes may forget the lease of a moment ago;
 * whoever held it is told so by the next statement that checks it, and the next holder's token is
 * larger still.
 */
final class PostgresTenantLeases implements TenantLeases {

  // A token that a crash had forgotten would be given out again, were it only counted up.
  private static final Field<Long> BY_THE_CLOCK =
      DSL.field("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint", Long.class);

  private final ConnectionPool pool;
  private final String holder = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

  PostgresTenantLeases(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public Optional<TenantLease> acquire(TenantId tenant, Duration duration) {
    return pool.run(
            sql ->
                sql.insertInto(TENANT_LEASES)
                    .set(TENANT_LEASES.TENANT_ID, tenant.value())
                    .set(TENANT_LEASES.HOLDER, holder)
                    .set(TENANT_LEASES.FENCING_TOKEN, BY_THE_CLOCK)
                    .set(TENANT_LEASES.EXPIRES_AT, Sql.nowPlus(duration))
                    .onConflict(TENANT_LEASES.TENANT_ID)
                    .doUpdate()
                    .set(TENANT_LEASES.HOLDER, holder)
                    .set(
                        TENANT_LEASES.FENCING_TOKEN,
                        DSL.greatest(TENANT_LEASES.FENCING_TOKEN.plus(1), BY_THE_CLOCK))
                    .set(TENANT_LEASES.EXPIRES_AT, Sql.nowPlus(duration))
                    .where(TENANT_LEASES.EXPIRES_AT.le(Sql.now()))
                    .returningResult(TENANT_LEASES.FENCING_TOKEN, Sql.WITHOUT_WAITING)
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
                .returningResult(Sql.WITHOUT_WAITING)
                .fetch()
                .isNotEmpty());
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
