package io.soma.memory.postgres.schema;

import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.supervision.Logs;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.slf4j.Logger;

/**
 * The row that says which outbox this is, and where its database was at the last start.
 *
 * <p>A copy must not pass for the original: another system identifier, or another OID of the
 * database, means a new identity. Unconfirmed events are then carried again, because records under
 * the old identity are foreign from now on. Another timeline means that a standby took over, or
 * that a backup was restored in place: leases may be forgotten, so that deliveries wait for their
 * holders.
 */
public final class IdentityRow {

  private static final Logger LOG = Logs.of(IdentityRow.class);

  /** The timeline of this server; null on a standby, which has none of its own to write to. */
  public static final String TIMELINE_HERE =
      """
      CASE WHEN pg_is_in_recovery() THEN NULL
        ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint
      END\
      """;

  private static final String READ =
      "SELECT identity, timeline <> "
          + TIMELINE_HERE
          + " AS has_moved, deliveries_from > clock_timestamp() + interval '30 seconds'"
          + " AS is_far, "
          + EventSequence.IS_BEHIND
          + " AS is_behind FROM outbox_identity";

  private static final String LOOK =
      String.format(
          Locale.ROOT,
          """
          SELECT row.identity, row.system_identifier, row.database_oid, row.timeline,
            here.system_identifier AS system_here, here.database_oid AS database_here,
            here.timeline AS timeline_here
          FROM outbox_identity AS row, (
            SELECT (SELECT system_identifier FROM pg_control_system()) AS system_identifier,
              (SELECT oid::bigint FROM pg_database WHERE datname = current_database())
                AS database_oid,
              %s AS timeline
          ) AS here
          FOR UPDATE OF row\
          """,
          TIMELINE_HERE);

  private static final String ON_DISK = " WHERE " + Sql.IS_COMMITTED_ON_DISK;

  private static final String NOTE_PLACE =
      "UPDATE outbox_identity SET system_identifier = {0}, database_oid = {1}, timeline = {2}"
          + ON_DISK;

  private static final String RENEW =
      "UPDATE outbox_identity SET identity = gen_random_uuid()" + ON_DISK;

  private static final String CARRY_AGAIN =
      "INSERT INTO outbox_pending (tenant_id, id) SELECT tenant_id, id FROM outbox_events WHERE "
          + Sql.UNCONFIRMED
          + " ON CONFLICT DO NOTHING";

  // Longer than a holder may go on after its query for due events; see OrderedReplay.
  private static final String WAIT_FOR_FORGOTTEN_HOLDERS =
      "UPDATE outbox_identity SET deliveries_from = clock_timestamp() + interval '30 seconds'"
          + ON_DISK;

  private IdentityRow() {}

  public static OutboxIdentity read(DSLContext sql) {
    return identity(sql.fetchSingle(READ));
  }

  /** Reads it, and if it finds a failover or a move, makes the necessary changes. */
  public static OutboxIdentity lookAgain(DSLContext sql) {
    Record row = sql.fetchSingle(READ);
    if (Boolean.TRUE.equals(row.get("has_moved", Boolean.class))) {
      reconcile(sql);
    } else if (Boolean.TRUE.equals(row.get("is_far", Boolean.class))) {
      // The clock stepped back after it was noted; a wait for the whole step is not needed.
      int unused = sql.execute(WAIT_FOR_FORGOTTEN_HOLDERS);
    }
    if (Boolean.TRUE.equals(row.get("is_behind", Boolean.class))) {
      EventSequence.raise(sql);
    }
    return identity(row);
  }

  private static OutboxIdentity identity(Record row) {
    return new OutboxIdentity(row.get("identity", UUID.class));
  }

  /**
   * Compares the database's place with the noted one, and makes the changes that a difference
   * requires.
   */
  static void reconcile(DSLContext sql) {
    Sql.inTransaction(
        sql,
        inside -> {
          Record row = inside.fetchSingle(LOOK);
          if (isFirstStart(row)) {
            notePlace(inside, row);
            carryAgain(inside, "events that an earlier version published are carried again");
          } else if (isCopy(row)) {
            notePlace(inside, row);
            replace(inside);
          } else if (isOther(row, "timeline", "timeline_here")) {
            notePlace(inside, row);
            inside.execute(WAIT_FOR_FORGOTTEN_HOLDERS);
            LOG.warn(
                "PostgreSQL failed over or was restored (timeline {} is now {}): deliveries begin"
                    + " once the calls under leases that it may have lost are over, after 30 s, or"
                    + " SOMABRAIN_HTTP_TIMEOUT and 14 s where that is longer",
                row.get("timeline"),
                row.get("timeline_here"));
          }
          return row;
        });
  }

  /** Gives the outbox a new identity; unconfirmed events are carried again under it. */
  public static OutboxIdentity renew(DSLContext sql) {
    return Sql.inTransaction(
        sql,
        inside -> {
          replace(inside);
          return read(inside);
        });
  }

  private static void replace(DSLContext transaction) {
    transaction.execute(RENEW);
    LOG.warn("this database is a copy of another outbox and has a new identity from now on");
    carryAgain(transaction, "its unconfirmed events are carried again");
  }

  private static void carryAgain(DSLContext transaction, String message) {
    int events = transaction.execute(CARRY_AGAIN);
    if (events > 0) {
      LOG.atInfo().addKeyValue("events", events).log(message);
    }
  }

  private static void notePlace(DSLContext transaction, Record row) {
    transaction.execute(
        NOTE_PLACE, row.get("system_here"), row.get("database_here"), row.get("timeline_here"));
  }

  private static boolean isFirstStart(Record row) {
    return row.get("system_identifier") == null;
  }

  private static boolean isCopy(Record row) {
    return isOther(row, "system_identifier", "system_here")
        || isOther(row, "database_oid", "database_here");
  }

  private static boolean isOther(Record row, String noted, String here) {
    Long now = row.get(here, Long.class);
    return now != null && !now.equals(row.get(noted, Long.class));
  }
}
