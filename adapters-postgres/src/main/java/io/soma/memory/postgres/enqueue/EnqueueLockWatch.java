package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.UnsettledCommits;
import io.soma.memory.postgres.connection.ConnectionPool;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Sees which enqueue locks one transaction held at two looks: its commit hangs, or it is one of a
 * caller that writes have joined and that stays open. Its rows may appear at any time. Not safe for
 * many threads.
 */
public final class EnqueueLockWatch {

  private static final String SELF_TEST = "soma-memory";

  private static final String HELD =
      String.format(
          Locale.ROOT,
          """
          SELECT hashtext('%s') AS self_test, lock.objid::bigint AS hash,
            lock.pid || ' ' || lock.virtualtransaction AS transaction
          FROM (SELECT 1) AS one LEFT JOIN pg_locks AS lock
            ON lock.locktype = 'advisory' AND lock.granted
            AND lock.classid IN (%d, %d) AND lock.objsubid = 2
            AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())\
          """,
          SELF_TEST,
          EnqueueLock.CLASS,
          EnqueueLock.CLASS_OF_JOINED);

  private record Held(int hash, String transaction) {}

  private final ConnectionPool pool;
  private Set<Held> before = Set.of();

  public EnqueueLockWatch(ConnectionPool pool) {
    this.pool = pool;
  }

  /** The tenants with a lock that has been held since before the previous poll. */
  public UnsettledCommits look() {
    Result<Record> rows = pool.run(sql -> sql.resultQuery(HELD).fetch());
    Set<Held> now = held(rows);
    Set<Integer> hashes =
        now.stream().filter(before::contains).map(Held::hash).collect(Collectors.toSet());
    before = now;
    if (hashes.isEmpty()) {
      return UnsettledCommits.NONE;
    }
    boolean canHash = rows.get(0).get("self_test", Integer.class) == HashText.of(SELF_TEST);
    return tenant -> !canHash || hashes.contains(HashText.of(tenant.value()));
  }

  private static Set<Held> held(Result<Record> rows) {
    Set<Held> held = new HashSet<>();
    for (Record row : rows) {
      Long hash = row.get("hash", Long.class);
      if (hash != null) {
        held.add(new Held(hash.intValue(), row.get("transaction", String.class)));
      }
    }
    return held;
  }

  /** Those, and the tenants of commits to which this instance lost the answer. */
  public UnsettledCommits look(UndecidedCommits undecided) {
    UnsettledCommits hanging = look();
    Set<TenantId> lost = undecided.lookAgain(pool);
    return tenant -> lost.contains(tenant) || hanging.mayConcern(tenant);
  }
}
