package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.StandbyWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The statements that add writes, passing over those that are there. They are the hottest of all
 * and their texts never change, so they go to JDBC as they are, where each is prepared once.
 */
public final class Insertion {

  private static final String INTO =
      """
      INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
                                 idempotency_key, dedupe_key, traceparent, fingerprint,
                                 enqueue_token, payload, body_bytes)
      """;

  // The settings and the lock stand beside the body, as a row that is made from left to right
  // before
  // the id is drawn. Behind FROM, each would be a table of its own with a join.
  private static final String VALUES =
      "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, body::jsonb, octet_length(body)"
          + " FROM (SELECT ?::text AS body, %s) AS given";

  private static final String PASS_OVER_DUPLICATES = " ON CONFLICT (dedupe_key) DO NOTHING";

  // The acknowledgement is the commit, or is as good as it: the setting of a session that is shared
  // is not known.
  private static final String ONE_JOINED =
      INTO
          + String.format(Locale.ROOT, VALUES, Sql.COMMIT_ON_DISK)
          + PASS_OVER_DUPLICATES
          + " RETURNING id, dedupe_key";

  // Where the session waits for a lock without end, or longer: another transaction may hold the row
  // of the same key for minutes, and the writes behind this one wait too.
  static final String BOUND_LOCK_WAITS =
      """
      set_config('lock_timeout', CASE WHEN current_setting('lock_timeout')::interval
        BETWEEN interval '1 ms' AND interval '1 s' THEN current_setting('lock_timeout')
        ELSE '1s' END, true)\
      """;

  // The trigger that lists added events is then off until the transaction's end.
  private static final String LISTS_BY_ITSELF =
      "set_config('soma_memory.lists_events', 'on', true)";

  private static final String LISTING =
      """
      WITH added AS (%s RETURNING id, dedupe_key, tenant_id),
        listed AS (INSERT INTO outbox_pending (tenant_id, id) SELECT tenant_id, id FROM added)
      SELECT id, dedupe_key FROM added\
      """;

  private static final String ONE_COMMITTED =
      String.format(
          Locale.ROOT,
          LISTING,
          INTO
              + String.format(
                  Locale.ROOT,
                  VALUES,
                  String.join(
                      ", ",
                      BOUND_LOCK_WAITS,
                      EnqueueLock.TAKE + "hashtext(?))",
                      LISTS_BY_ITSELF,
                      Sql.COMMIT_ON_DISK))
              + PASS_OVER_DUPLICATES);

  // Arrays, so that one statement text serves batches of every size; unnest gives their elements in
  // order. The locks are counted before the first of them, and so before an id is drawn.
  private static final String MANY_COMMITTED =
      String.format(
          Locale.ROOT,
          LISTING,
          String.format(
                  Locale.ROOT,
                  """
                  %sSELECT tenant_id, namespace, topic, ordering_key, request_id, idempotency_key,
                         dedupe_key, traceparent, fingerprint, enqueue_token, payload::jsonb,
                         octet_length(payload)
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    AS input (tenant_id, namespace, topic, ordering_key, request_id, idempotency_key,
                              dedupe_key, traceparent, fingerprint, enqueue_token, payload)
                  WHERE (SELECT %s) IS NOT NULL AND (%s) > 0 AND (SELECT %s) IS NOT NULL AND %s
                  """,
                  INTO,
                  BOUND_LOCK_WAITS,
                  EnqueueLock.COUNT_OF_ALL,
                  LISTS_BY_ITSELF,
                  Sql.IS_COMMITTED_ON_DISK)
              + PASS_OVER_DUPLICATES);

  private Insertion() {}

  /**
   * Adds writes in a transaction that ends with the statement, and lists them as pending. It waits
   * a second at most for another transaction.
   *
   * @return the ids of those that were not there
   */
  public static Map<DedupeKey, EventId> committed(Connection connection, List<EnqueuedWrite> writes)
      throws SQLException {
    if (writes.size() > 1) {
      try (PreparedStatement insert = connection.prepareStatement(MANY_COMMITTED)) {
        int next = WriteColumns.bindArrays(insert, writes);
        insert.setArray(next, connection.createArrayOf("text", EnqueueLock.tenantsOf(writes)));
        return committed(insert);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(ONE_COMMITTED)) {
      int next = WriteColumns.bind(insert, writes.get(0));
      insert.setString(next, writes.get(0).delivery().tenant().value());
      return committed(insert);
    }
  }

  /**
   * Adds a write in a transaction that goes on, without the tenant's lock; empty if it is there.
   * The trigger lists it, as the role of the transaction may have no right to.
   */
  public static Map<DedupeKey, EventId> joined(Connection connection, EnqueuedWrite write)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ONE_JOINED)) {
      WriteColumns.bind(insert, write);
      return added(insert);
    }
  }

  private static Map<DedupeKey, EventId> committed(PreparedStatement insert) throws SQLException {
    Map<DedupeKey, EventId> added = added(insert);
    StandbyWait.requireComplete(insert.getWarnings());
    return added;
  }

  private static Map<DedupeKey, EventId> added(PreparedStatement insert) throws SQLException {
    Map<DedupeKey, EventId> added = new HashMap<>();
    try (ResultSet rows = insert.executeQuery()) {
      while (rows.next()) {
        added.put(new DedupeKey(rows.getString(2)), new EventId(rows.getLong(1)));
      }
    }
    return added;
  }
}
