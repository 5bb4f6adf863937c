package io.soma.memory.postgres.relay;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredEvent;
import io.soma.memory.postgres.row.UnreadableRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A tenant's oldest pending events, as many as a number and a sum of sizes allow: those that are
 * listed as to be carried. The sizes are a column of their own, so that bodies that are not carried
 * are not read either; events enqueued before the column existed are measured by their stored body.
 *
 * <p>Every event passes here, so the statement goes to JDBC as it is and its rows are read by
 * position.
 */
public final class PendingBatch {

  // The first one is carried at any size. As an array, the ids are looked up in one index scan,
  // independent of the planner's estimates of tables that grow and shrink within seconds.
  private static final String CLAIM =
      String.format(
          Locale.ROOT,
          """
          WITH listed AS MATERIALIZED (SELECT ARRAY(
            SELECT id FROM outbox_pending WHERE tenant_id = ? AND id > ? AND %3$s
            ORDER BY id LIMIT ?) AS ids)
          SELECT %1$s, (SELECT identity FROM outbox_identity),
              (SELECT cardinality(ids) FROM listed) FROM (
            SELECT oldest.*, sum(size) OVER (ORDER BY id) AS up_to_here FROM (
              SELECT %1$s, coalesce(body_bytes, pg_column_size(payload)) AS size
              FROM outbox_events WHERE %2$s AND id = ANY ((SELECT ids FROM listed)::bigint[])
            ) AS oldest
          ) AS summed
          WHERE up_to_here <= ? OR up_to_here = size ORDER BY id\
          """,
          StoredEvent.NAMES,
          Sql.UNCONFIRMED,
          LeaseCheck.MAY_CARRY);

  private static final int LISTED = StoredEvent.COLUMNS.size() + 2;

  // Ids without a row to carry: events that were confirmed while they were listed once more, or
  // deleted by hand. Not all at once, as an earlier version that ran again may have left many.
  private static final String TIDY =
      String.format(
          Locale.ROOT,
          """
          DELETE FROM outbox_pending WHERE tenant_id = ? AND id IN (
            SELECT id FROM (
              SELECT id FROM outbox_pending WHERE tenant_id = ? ORDER BY id LIMIT 10000
            ) AS oldest WHERE NOT EXISTS (
              SELECT FROM outbox_events AS event
              WHERE event.tenant_id = ? AND event.id = oldest.id AND %s)
          ) AND %s\
          """,
          Sql.UNCONFIRMED,
          LeaseCheck.MAY_CARRY);

  private PendingBatch() {}

  public static List<OutboxEvent> claim(
      Connection connection, TenantLease lease, int limit, long maxBytes) throws SQLException {
    UnreadableRows unreadable = new UnreadableRows(lease.tenant());
    long after = 0;
    while (true) {
      Page page = read(connection, lease, after, limit, maxBytes, unreadable);
      boolean isShort = page.rows < page.listed;
      if (!isShort || tidy(connection, lease) == 0) {
        if (!page.events.isEmpty() || page.rows == 0) {
          return page.events;
        }
        // It holds nothing but rows that are passed over.
        after = page.last;
      }
    }
  }

  /**
   * Rows that were read together.
   *
   * @param listed how many were to be read; fewer rows than that are there, or fit
   * @param last the id of the last row
   */
  private record Page(List<OutboxEvent> events, int rows, int listed, long last) {}

  private static Page read(
      Connection connection,
      TenantLease lease,
      long after,
      int limit,
      long maxBytes,
      UnreadableRows unreadable)
      throws SQLException {
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setString(1, lease.tenant().value());
      claim.setLong(2, after);
      int next = LeaseCheck.bind(claim, 3, lease);
      claim.setInt(next, limit);
      claim.setLong(next + 1, maxBytes);
      try (ResultSet rows = claim.executeQuery()) {
        return page(rows, unreadable);
      }
    }
  }

  private static Page page(ResultSet rows, UnreadableRows unreadable) throws SQLException {
    List<OutboxEvent> events = new ArrayList<>();
    int read = 0;
    int listed = Integer.MAX_VALUE;
    long last = 0;
    while (rows.next()) {
      read++;
      listed = rows.getInt(LISTED);
      last = rows.getLong(1);
      if (unreadable.areBefore(rows)) {
        continue;
      }
      try {
        events.add(StoredEvent.of(rows));
      } catch (IllegalArgumentException | SomaMemoryException e) {
        unreadable.passOver(rows, e);
      }
    }
    return new Page(events, read, listed, last);
  }

  private static int tidy(Connection connection, TenantLease lease) throws SQLException {
    try (PreparedStatement tidy = connection.prepareStatement(TIDY)) {
      for (int parameter = 1; parameter <= 3; parameter++) {
        tidy.setString(parameter, lease.tenant().value());
      }
      LeaseCheck.bind(tidy, 4, lease);
      return tidy.executeUpdate();
    }
  }
}
