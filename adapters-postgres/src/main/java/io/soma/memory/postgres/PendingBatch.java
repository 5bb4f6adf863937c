package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tenant's oldest pending events, as many as a number and a sum of sizes allow: those that are
 * listed as to be carried. The sizes are a column of their own, so that bodies that are not carried
 * are not read either; what was enqueued before there was the column is measured as it is stored.
 *
 * <p>Every event passes here, so the statement goes to JDBC as it is and its rows are read by
 * position.
 */
final class PendingBatch {

  // The first one is carried whatever its size. As an array the ids are looked up in one walk of
  // the
  // index, whatever the planner believes of tables that grow and shrink by the second.
  private static final String CLAIM =
      """
      SELECT %1$s FROM (
        SELECT oldest.*, sum(size) OVER (ORDER BY id) AS up_to_here FROM (
          SELECT %1$s, coalesce(body_bytes, pg_column_size(payload)) AS size
          FROM outbox_events
          WHERE %2$s AND id = ANY (ARRAY(
            SELECT listed.id FROM outbox_pending AS listed
            WHERE listed.tenant_id = ? AND %3$s ORDER BY listed.id LIMIT ?))
        ) AS oldest
      ) AS summed
      WHERE up_to_here <= ? OR up_to_here = size ORDER BY id\
      """
          .formatted(StoredEvent.NAMES, Sql.UNCONFIRMED, LeaseCheck.IS_HELD);

  // Somebody deleted events by hand; else a list that nothing comes of would be looked at for ever.
  private static final String TIDY =
      """
      DELETE FROM outbox_pending AS listed WHERE tenant_id = ? AND %s AND NOT EXISTS (
        SELECT FROM outbox_events WHERE id = listed.id AND %s)\
      """
          .formatted(LeaseCheck.IS_HELD, Sql.UNCONFIRMED);

  private PendingBatch() {}

  static List<OutboxEvent> of(Connection connection, TenantLease lease, int limit, long maxBytes)
      throws SQLException {
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setString(1, lease.tenant().value());
      int next = LeaseCheck.bind(claim, 2, lease);
      claim.setInt(next, limit);
      claim.setLong(next + 1, maxBytes);
      List<OutboxEvent> batch = new ArrayList<>();
      try (ResultSet rows = claim.executeQuery()) {
        while (rows.next()) {
          batch.add(StoredEvent.of(rows));
        }
      }
      if (batch.isEmpty()) {
        tidy(connection, lease);
      }
      return batch;
    }
  }

  private static void tidy(Connection connection, TenantLease lease) throws SQLException {
    try (PreparedStatement tidy = connection.prepareStatement(TIDY)) {
      tidy.setString(1, lease.tenant().value());
      LeaseCheck.bind(tidy, 2, lease);
      tidy.executeUpdate();
    }
  }
}
