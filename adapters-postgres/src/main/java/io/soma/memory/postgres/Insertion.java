package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that add writes, passing over those that are there. They are the hottest of all
 * and their texts never change, so they go to JDBC as they are, where each is prepared once.
 */
final class Insertion {

  private static final String INTO =
      """
      INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
                                 idempotency_key, dedupe_key, traceparent, payload, body_bytes)
      """;

  // Ids are drawn before a commit and seen after it, so two instances could commit a tenant's ids
  // in the wrong order. Who writes for a tenant therefore holds a lock until its commit is over;
  // always in the same order, so that two batches never wait for each other in a circle. The number
  // is ours among the advisory locks of the database: "soma" in ASCII.
  static final String TURN = "pg_advisory_xact_lock(1936682337, ";

  private static final String VALUES =
      "SELECT ?, ?, ?, ?, ?, ?, ?, ?, body::jsonb, octet_length(body)"
          + " FROM (SELECT ?::text AS body) AS given";

  private static final String PASS_OVER_DUPLICATES = " ON CONFLICT (dedupe_key) DO NOTHING";

  private static final String ONE_JOINED =
      INTO + VALUES + PASS_OVER_DUPLICATES + " RETURNING id, dedupe_key";

  // The trigger that lists what is added then stays away until the transaction's end.
  private static final String LISTS_BY_ITSELF =
      "set_config('soma_memory.lists_events', 'on', true)";

  private static final String LISTING =
      """
      WITH added AS (%s RETURNING id, dedupe_key, tenant_id),
        listed AS (INSERT INTO outbox_pending (tenant_id, id) SELECT tenant_id, id FROM added)
      SELECT id, dedupe_key FROM added\
      """;

  // What follows FROM is there before the id is drawn.
  private static final String ONE_COMMITTED =
      LISTING.formatted(
          INTO + VALUES + ", " + TURN + "hashtext(?)), " + LISTS_BY_ITSELF + PASS_OVER_DUPLICATES);

  // Arrays, so that one statement text serves batches of every size; unnest gives their elements in
  // order. The turns are counted before the first of them, and so before an id is drawn.
  private static final String MANY_COMMITTED =
      LISTING.formatted(
          """
          %sSELECT tenant_id, namespace, topic, ordering_key, request_id,
                 idempotency_key, dedupe_key, traceparent, payload::jsonb, octet_length(payload)
          FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
            AS input (tenant_id, namespace, topic, ordering_key, request_id, idempotency_key,
                      dedupe_key, traceparent, payload)
          WHERE (SELECT count(CAST(%stenant) AS text))
                 FROM (SELECT DISTINCT hashtext(name) AS tenant FROM unnest(?) AS name ORDER BY 1)
                   AS tenants) > 0
            AND (SELECT %s) IS NOT NULL
          """
                  .formatted(INTO, TURN, LISTS_BY_ITSELF)
              + PASS_OVER_DUPLICATES);

  private Insertion() {}

  /**
   * Adds writes in a transaction that ends with the statement, and lists them as pending.
   *
   * @return the ids of those that were not there
   */
  static Map<DedupeKey, EventId> committed(Connection connection, List<Delivery> writes)
      throws SQLException {
    if (writes.size() > 1) {
      try (PreparedStatement insert = connection.prepareStatement(MANY_COMMITTED)) {
        int next = WriteColumns.bindArrays(insert, writes);
        insert.setArray(next, connection.createArrayOf("text", tenantsOf(writes)));
        return added(insert);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(ONE_COMMITTED)) {
      int next = WriteColumns.bind(insert, writes.get(0));
      insert.setString(next, writes.get(0).tenant().value());
      return added(insert);
    }
  }

  /**
   * Adds a write in a transaction that goes on: without the lock, which would stop everybody else
   * who writes for the tenant until the transaction's end. The trigger lists it, as the embedder's
   * role may have no right to.
   */
  static Map<DedupeKey, EventId> joined(Connection connection, Delivery write) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ONE_JOINED)) {
      WriteColumns.bind(insert, write);
      return added(insert);
    }
  }

  private static String[] tenantsOf(List<Delivery> writes) {
    return writes.stream().map(w -> w.tenant().value()).distinct().toArray(String[]::new);
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
