package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.StandbyWait;
import io.soma.memory.postgres.schema.IdentityRow;
import io.soma.memory.postgres.settlement.DeliveryTokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Leases as rows, so that they work behind a pooler and outlive a connection.
 *
 * <p>Only the taking of a right to deliver waits for the disk. A server that crashes may have lost
 * a recent right to carry, and a standby that takes over may have lost any right. The next holder's
 * token is larger all the same, because it depends on the clock and on the tokens that this
 * instance has seen. After a failover, deliveries begin once the calls of forgotten holders are
 * over ({@code outbox_identity.deliveries_from}). With a synchronous standby, a right to deliver is
 * renewed when the standby has the renewal: on a former primary that goes on alone, the right runs
 * out.
 */
public final class PostgresTenantLeases implements TenantLeases {

  // A released lease is free by its state, not by the clock, which may step back.
  private static final String ACQUIRE =
      """
      INSERT INTO %1$s AS lease (tenant_id, holder, fencing_token, expires_at)
      SELECT {0}, {1}, greatest(%2$s, {2} + 1), clock_timestamp() + %3$s
      WHERE %4$s
      ON CONFLICT (tenant_id) DO UPDATE
      SET holder = excluded.holder,
        fencing_token = greatest(lease.fencing_token + 1, excluded.fencing_token),
        expires_at = excluded.expires_at
      WHERE lease.expires_at <= clock_timestamp()
      RETURNING fencing_token, %5$s\
      """;

  // A token that a crash had forgotten would be given out again, were it only counted up.
  private static final String BY_THE_CLOCK =
      "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

  private static final String AFTER = "{3} * interval '1 microsecond'";

  // On another timeline than the noted one, leases may be forgotten, until that is noted. A holder
  // that was forgotten goes on for as long as its lease would have lasted, which is as long as this
  // one: 30 s are noted, and a longer HTTP timeout asks for more.
  private static final String DELIVERIES_HAVE_BEGUN =
      "(SELECT deliveries_from + greatest(interval '0', "
          + AFTER
          + " - interval '30 seconds') <= clock_timestamp() AND coalesce(timeline = ("
          + IdentityRow.TIMELINE_HERE
          + "), true) FROM outbox_identity)";

  // Longer than any lease of ours lasts: it was given before the clock stepped back. Its holder may
  // be at work, so that the lease is cut and not taken.
  private static final String CUT =
      """
      UPDATE %s SET expires_at = clock_timestamp() + interval '30 minutes'
      WHERE tenant_id = {0} AND expires_at > clock_timestamp() + interval '30 minutes'\
      """;

  private static final String UPDATE =
      """
      UPDATE %s SET expires_at = %s
      WHERE tenant_id = {0} AND holder = {1} AND fencing_token = {2}
        AND expires_at > clock_timestamp()
      RETURNING %s\
      """;

  private final ConnectionPool pool;
  private final DeliveryTokens tokens;
  private final String holder = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  private final AtomicLong largestToken = new AtomicLong();

  /**
   * @param tokens is told of the rights to deliver
   */
  public PostgresTenantLeases(ConnectionPool pool, DeliveryTokens tokens) {
    this.pool = pool;
    this.tokens = tokens;
  }

  @Override
  public Optional<TenantLease> acquire(TenantId tenant, LeaseRight right, Duration duration) {
    boolean delivers = right == LeaseRight.DELIVER;
    String begun = delivers ? DELIVERIES_HAVE_BEGUN : "true";
    // A crash must not lose the holder of this right: it would go on sending beside the next one.
    String commit = delivers ? Sql.COMMIT_ON_DISK : Sql.COMMIT_WITHOUT_WAITING;
    String statement =
        String.format(Locale.ROOT, ACQUIRE, table(right), BY_THE_CLOCK, AFTER, begun, commit);
    Optional<Record> taken =
        pool.run(
            sql ->
                sql.resultQuery(
                        statement,
                        DSL.val(tenant.value()),
                        DSL.val(holder),
                        DSL.val(largestToken.get()),
                        DSL.val(TimeUnit.MICROSECONDS.convert(duration)))
                    .fetchOptional());
    if (taken.isEmpty()) {
      String cut = String.format(Locale.ROOT, CUT, table(right));
      int unused = pool.run(sql -> sql.execute(cut, DSL.val(tenant.value())));
    }
    return taken.map(row -> lease(tenant, right, row.get(0, Long.class)));
  }

  private TenantLease lease(TenantId tenant, LeaseRight right, long token) {
    largestToken.accumulateAndGet(token, Math::max);
    TenantLease lease = new TenantLease(tenant, right, holder, token);
    tokens.taken(lease);
    return lease;
  }

  @Override
  public boolean renew(TenantLease lease, Duration duration) {
    return update(lease, "clock_timestamp() + " + AFTER, TimeUnit.MICROSECONDS.convert(duration));
  }

  @Override
  public void release(TenantLease lease) {
    tokens.givenBack(lease);
    update(lease, "'-infinity'::timestamptz", 0);
  }

  private boolean update(TenantLease lease, String expiresAt, long micros) {
    String commit =
        lease.right() == LeaseRight.DELIVER
            ? StandbyWait.COMMIT_ON_STANDBY_OR_WITHOUT_WAITING
            : Sql.COMMIT_WITHOUT_WAITING;
    String statement = String.format(Locale.ROOT, UPDATE, table(lease.right()), expiresAt, commit);
    return pool.run(
        sql ->
            sql.resultQuery(
                    statement,
                    DSL.val(lease.tenant().value()),
                    DSL.val(lease.holder()),
                    DSL.val(lease.fencingToken()),
                    DSL.val(micros))
                .fetch()
                .isNotEmpty());
  }

  private static String table(LeaseRight right) {
    return switch (right) {
      case CARRY -> "tenant_leases";
      case DELIVER -> "delivery_leases";
    };
  }
}
