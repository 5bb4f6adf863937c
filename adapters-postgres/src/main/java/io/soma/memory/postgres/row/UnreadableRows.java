package io.soma.memory.postgres.row;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.supervision.Logs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Rows of a tenant that this version cannot read: a newer version wrote them, or a person. They are
 * passed over, so that they stop no other event, but for those behind them at their addresses. For
 * one thread.
 */
public final class UnreadableRows {

  /**
   * That a row's operation is not known here, as the index of such rows has it: for rows that are
   * unconfirmed.
   */
  public static final String IS_UNKNOWN_OPERATION =
      Arrays.stream(WriteOperation.values())
          .map(operation -> "'" + operation.topic() + "'")
          .collect(Collectors.joining(", ", "topic NOT IN (", ")"));

  private static final Logger LOG = Logs.of(UnreadableRows.class);

  private static final int ORDERING_KEY = 6;
  private static final int MOST_NAMED = 20;
  private static final Set<EventId> NAMED = ConcurrentHashMap.newKeySet();

  private final TenantId tenant;
  private final Set<String> addresses = new HashSet<>();

  public UnreadableRows(TenantId tenant) {
    this.tenant = tenant;
  }

  /** Whether an earlier row of the address was passed over. */
  public boolean areBefore(String orderingKey) {
    return addresses.contains(orderingKey);
  }

  /** Whether an earlier row of the address of this one was passed over. */
  public boolean areBefore(ResultSet row) throws SQLException {
    return !addresses.isEmpty() && areBefore(row.getString(ORDERING_KEY));
  }

  /** Passes over the current row, which begins with {@link StoredEvent#NAMES}. */
  public void passOver(ResultSet row, RuntimeException why) throws SQLException {
    addresses.add(row.getString(ORDERING_KEY));
    EventId id = new EventId(row.getLong(1));
    if (NAMED.size() < MOST_NAMED && NAMED.add(id)) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("event", id)
          .log("an event is passed over, as this version cannot read it: {}", why.getMessage());
    }
  }
}
