package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantLease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Marks pending events as acknowledged by the transport; as hot as {@link PendingBatch}.
 *
 * <p>The commit does not wait for the disk: a mark that a crash forgot has its event carried once
 * more, as a crash just before it would have had.
 */
final class SentMark {

  private static final String MARK =
      """
      UPDATE outbox_events SET status = '%s', sent_at = clock_timestamp()
      WHERE id = ANY (?) AND tenant_id = ? AND status = '%s' AND %s
        AND (SELECT %s) IS NOT NULL\
      """
          .formatted(Sql.SENT, Sql.PENDING, LeaseCheck.IS_HELD, Sql.COMMIT_WITHOUT_WAITING);

  private SentMark() {}

  static int of(Connection connection, TenantLease lease, List<EventId> ids) throws SQLException {
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      mark.setArray(1, connection.createArrayOf("bigint", Sql.array(ids)));
      mark.setString(2, lease.tenant().value());
      LeaseCheck.bind(mark, 3, lease);
      return mark.executeUpdate();
    }
  }
}
