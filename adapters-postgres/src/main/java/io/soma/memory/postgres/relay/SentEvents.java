package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.postgres.connection.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Marks pending events as acknowledged by the transport, by deleting them from the list of pending
 * events; as hot as {@link PendingBatch}. Their own rows of a kilobyte are not written.
 *
 * <p>The commit does not wait for the disk: after a crash that loses a mark, the event is carried
 * once more, as after a crash just before the mark.
 */
public final class SentEvents {

  private static final String MARK =
      String.format(
          Locale.ROOT,
          """
          DELETE FROM outbox_pending
          WHERE tenant_id = ? AND id = ANY (?) AND %s AND (SELECT %s) IS NOT NULL\
          """,
          LeaseCheck.MAY_CARRY,
          Sql.COMMIT_WITHOUT_WAITING);

  private SentEvents() {}

  public static int mark(Connection connection, TenantLease lease, List<EventId> ids)
      throws SQLException {
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      mark.setString(1, lease.tenant().value());
      mark.setArray(2, connection.createArrayOf("bigint", Sql.array(ids)));
      LeaseCheck.bind(mark, 3, lease);
      return mark.executeUpdate();
    }
  }
}
