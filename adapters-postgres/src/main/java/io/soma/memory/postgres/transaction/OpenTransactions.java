package io.soma.memory.postgres.transaction;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PrimaryLook;
import io.soma.memory.postgres.connection.Sql;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The transactions of others that writes have joined, and that may not be over. How one ends cannot
 * be seen on its connection, but the server knows it by its id.
 */
public final class OpenTransactions {

  private static final String IN_PROGRESS = "in progress";
  private static final String COMMITTED = "committed";

  private final Queue<Joined> open = new ConcurrentLinkedQueue<>();
  // A former primary knows nothing of the new one's transactions.
  private final PrimaryLook primary;

  public OpenTransactions(ConnectionPool pool) {
    this.primary = new PrimaryLook(pool);
  }

  /** The id of a connection's transaction; it has one because it has written a row. */
  static String idOf(Connection connection) {
    return Objects.requireNonNull(
        Sql.on(connection)
            .resultQuery("SELECT pg_current_xact_id()::text")
            .fetchOne(0, String.class));
  }

  void add(TenantId tenant, String transaction) {
    open.add(new Joined(tenant, transaction));
  }

  /** Tells of each that is over whether it was committed, and forgets it. */
  void look(BiConsumer<TenantId, Boolean> ended) {
    Set<String> ids = new HashSet<>();
    open.forEach(joined -> ids.add(joined.transaction));
    if (ids.isEmpty()) {
      return;
    }
    Map<String, String> states = primary.ask(sql -> states(sql, ids));
    open.removeIf(
        joined -> {
          String state = states.getOrDefault(joined.transaction, IN_PROGRESS);
          if (state.equals(IN_PROGRESS)) {
            return false;
          }
          ended.accept(joined.tenant, state.equals(COMMITTED));
          return true;
        });
  }

  // A transaction that ended long ago has no state any more; the next poll of the backlog shows
  // whether it was committed. An id that the server has not given yet is one that it forgot, as it
  // was restored or is a standby that took over: it is lost, and to ask for its state is an error.
  // A snapshot does not reach the newest open ones; an id of our own comes after these.
  private static final String STATES =
      """
      SELECT id, CASE
        WHEN id::xid8 < pg_snapshot_xmax(pg_current_snapshot()) THEN
          coalesce(pg_xact_status(id::xid8), 'unknown')
        WHEN id::xid8 < pg_current_xact_id() THEN coalesce(pg_xact_status(id::xid8), 'unknown')
        ELSE 'lost' END
      FROM unnest({0}) AS ids (id)\
      """;

  private static Map<String, String> states(DSLContext sql, Set<String> ids) {
    Map<String, String> states = new HashMap<>();
    sql.resultQuery(STATES, DSL.val(ids.toArray(String[]::new)))
        .forEach(row -> states.put(row.get(0, String.class), row.get(1, String.class)));
    return states;
  }

  private record Joined(TenantId tenant, String transaction) {}
}
