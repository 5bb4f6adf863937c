package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.Sql;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The lock of a tenant's enqueues, which lasts until the transaction's end.
 *
 * <p>Ids are drawn before a commit and seen after it, so two instances could commit a tenant's ids
 * in the wrong order. Therefore every transaction that adds events for a tenant, or finds the
 * earlier write that a write repeats, holds the tenant's lock until its commit is over. Locks of
 * several tenants are always taken in the same order, so that two batches cannot deadlock.
 */
public final class EnqueueLock {

  /** The class of our locks among the advisory locks of the database: "soma" in ASCII. */
  static final int CLASS = 1936682337;

  /**
   * The class of the locks of transactions that writes have joined. They are always shared, so that
   * no transaction waits for them; {@link EnqueueLockWatch} sees them.
   */
  static final int CLASS_OF_JOINED = CLASS + 1;

  /** Takes a lock, by the tenant's hash and a closing parenthesis behind it. */
  public static final String TAKE = "pg_advisory_xact_lock(" + CLASS + ", ";

  /** Takes the locks of an array of tenants, and counts them. */
  static final String COUNT_OF_ALL =
      String.format(
          Locale.ROOT,
          """
          SELECT count(CAST(%stenant) AS text))
          FROM (SELECT DISTINCT hashtext(name) AS tenant FROM unnest(?) AS name ORDER BY 1) AS tenants\
          """,
          TAKE);

  private static final String TAKE_ALL =
      "SELECT (" + COUNT_OF_ALL.replace("?", "{0}") + "), " + Sql.COMMIT_ON_DISK;

  private static final String IS_FREE =
      "SELECT pg_try_advisory_xact_lock(" + CLASS + ", hashtext({0}))";

  private static final String SHOW_JOINED =
      "SELECT pg_advisory_xact_lock_shared(" + CLASS_OF_JOINED + ", hashtext({0}))";

  private static final String AWAIT_FREE =
      "SELECT "
          + Insertion.BOUND_LOCK_WAITS
          + ", pg_advisory_xact_lock_shared("
          + CLASS
          + ", hashtext({0}))";

  private EnqueueLock() {}

  /**
   * Waits until every commit of the tenant that is under way is over, for a second at most. Other
   * enqueues wait for the lock that this takes, so roll it back to a savepoint at once.
   */
  public static void awaitFree(DSLContext transaction, TenantId tenant) {
    transaction.execute(AWAIT_FREE, DSL.val(tenant.value()));
  }

  /**
   * Shows other instances, until the transaction's end, that a write of the tenant joins it: its
   * commit may hang, and the row may appear after the caller gave up. It never waits.
   */
  public static void showJoined(DSLContext transaction, TenantId tenant) {
    transaction.execute(SHOW_JOINED, DSL.val(tenant.value()));
  }

  /**
   * Takes the locks of these writes' tenants, until the transaction's end, which waits for the
   * disk.
   */
  public static void take(DSLContext transaction, List<EnqueuedWrite> writes) {
    take(transaction, tenantsOf(writes));
  }

  public static void take(DSLContext transaction, String... tenants) {
    transaction.fetchSingle(TAKE_ALL, DSL.val(tenants));
  }

  /** Whether no transaction holds the tenant's lock, so that every one that did is over. */
  static boolean isFree(DSLContext sql, String tenant) {
    return Boolean.TRUE.equals(sql.fetchValue(IS_FREE, DSL.val(tenant)));
  }

  static String[] tenantsOf(List<EnqueuedWrite> writes) {
    return writes.stream()
        .map(write -> write.delivery().tenant().value())
        .distinct()
        .toArray(String[]::new);
  }
}
