package io.soma.memory.postgres.schema;

import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.supervision.Logs;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.slf4j.Logger;

/**
 * The sequence that gives events their ids. Logical replication moves rows and leaves the values of
 * sequences behind: new writes would then get lower ids than the events that wait, and be delivered
 * before them.
 */
final class EventSequence {

  private static final Logger LOG = Logs.of(EventSequence.class);

  private static final String NAME = "pg_get_serial_sequence('outbox_events', 'id')::regclass";

  private static final String NEWEST = "(SELECT max(id) FROM outbox_events)";

  private static final String MAY_READ = "has_sequence_privilege(" + NAME + ", 'SELECT')";

  /**
   * Whether the sequence is behind the table; null if the role may not read it. The rows are those
   * at the statement's begin, and the sequence only grows meanwhile.
   */
  static final String IS_BEHIND =
      "CASE WHEN "
          + MAY_READ
          + " THEN coalesce(pg_sequence_last_value("
          + NAME
          + "), 0) < coalesce("
          + NEWEST
          + ", 0) END";

  private static final String LOOK =
      "SELECT "
          + IS_BEHIND
          + " AS is_behind, has_sequence_privilege("
          + NAME
          + ", 'UPDATE') AS may_raise, "
          + NEWEST
          + " AS newest";

  // No other event is added meanwhile, and no other process raises it: it never goes back.
  private static final String LOCK = "LOCK TABLE outbox_events IN SHARE ROW EXCLUSIVE MODE";

  // Writes wait behind this lock.
  private static final String BRIEFLY = "SET LOCAL lock_timeout = '3s'";

  private static final String RAISE =
      "SELECT setval(" + NAME + ", " + NEWEST + ") WHERE " + IS_BEHIND;

  private static final String MEND =
      "\"SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), max(id)) FROM"
          + " outbox_events\"";

  private EventSequence() {}

  /** Checks it at a start, and says where the role has no right to. */
  static void checkAtStart(DSLContext sql) {
    Record row = sql.fetchSingle(LOOK);
    if (row.get("is_behind") == null) {
      LOG.warn(
          "the role may not read the sequence of outbox_events.id, so a sequence that is behind its"
              + " table, as after a move by logical replication, stays unnoticed: run"
              + " ops/postgres/grants.sql");
    } else if (isTrue(row, "is_behind") && !isTrue(row, "may_raise")) {
      LOG.error(
          "the sequence of outbox_events.id is behind event {}, so newer writes are delivered"
              + " before older ones, and the role may not raise it: run {}",
          row.get("newest"),
          MEND);
    } else {
      raise(sql);
    }
  }

  /** Raises it above the newest event, if it is behind and the role has the right to. */
  static void raise(DSLContext sql) {
    Record row = sql.fetchSingle(LOOK);
    if (isTrue(row, "is_behind") && isTrue(row, "may_raise") && raiseUnderLock(sql)) {
      LOG.warn(
          "the sequence of outbox_events.id was behind event {}, as after a move by logical"
              + " replication, and is raised: newer writes get higher ids again",
          row.get("newest"));
    }
  }

  private static boolean raiseUnderLock(DSLContext sql) {
    return Sql.inTransaction(
        sql,
        inside -> {
          inside.execute(BRIEFLY);
          inside.execute(LOCK);
          return !inside.fetch(RAISE).isEmpty();
        });
  }

  private static boolean isTrue(Record row, String column) {
    return Boolean.TRUE.equals(row.get(column, Boolean.class));
  }

  /** For the check before a start. */
  static Optional<DatabaseFinding> inspect(DSLContext sql) {
    Record row = sql.fetchSingle(LOOK);
    if (row.get("is_behind") == null) {
      return Optional.of(
          DatabaseFinding.warning(
              "the role may not read the sequence of outbox_events.id, which a move by logical"
                  + " replication leaves behind its table",
              "run ops/postgres/grants.sql"));
    }
    return isTrue(row, "is_behind")
        ? Optional.of(
            DatabaseFinding.red(
                "the sequence of outbox_events.id is behind event "
                    + row.get("newest")
                    + ": newer writes would be delivered before older ones",
                "start a process, which raises it, or run " + MEND))
        : Optional.empty();
  }
}
