package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.StandbyWait;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Adds writes to the table. Nearly all are added by one statement; {@link RepeatResolution} then
 * handles those with a dedupe key that is taken. For one call.
 */
final class EventInsertion {

  private final DSLContext sql;
  // By identity: equal writes are different writes.
  private final Map<EnqueuedWrite, Enqueued> outcomes = new IdentityHashMap<>();

  EventInsertion(DSLContext sql) {
    this.sql = sql;
  }

  /**
   * Adds writes in a transaction that ends with the statement; returns the result of each, in
   * order, empty if its caller was gone.
   */
  List<Optional<Enqueued>> committed(List<EnqueuedWrite> writes) {
    List<EnqueuedWrite> repeats = sql.connectionResult(connection -> insert(connection, writes));
    if (!repeats.isEmpty()) {
      sql.connection(connection -> resolve(connection, repeats));
    }
    return writes.stream().map(write -> Optional.ofNullable(outcomes.get(write))).toList();
  }

  private void resolve(Connection connection, List<EnqueuedWrite> repeats) throws SQLException {
    outcomes.putAll(
        Sql.inTransaction(
            Sql.on(connection),
            inside -> RepeatResolution.locked(inside, repeats).resolve(repeats)));
    StandbyWait.requireComplete(connection.getWarnings());
  }

  // Checks for abandoned writes once it has a connection, because callers give up during the wait
  // for one.
  private List<EnqueuedWrite> insert(Connection connection, List<EnqueuedWrite> writes)
      throws SQLException {
    List<EnqueuedWrite> awaited = writes.stream().filter(EnqueuedWrite::isAwaited).toList();
    if (awaited.isEmpty()) {
      return List.of();
    }
    Map<DedupeKey, EventId> added = Insertion.committed(connection, awaited);
    List<EnqueuedWrite> repeats = new ArrayList<>();
    for (EnqueuedWrite write : awaited) {
      // Of equal writes in one batch, the first is the one that was added.
      EventId id = added.remove(write.delivery().dedupeKey());
      if (id == null) {
        repeats.add(write);
      } else {
        outcomes.put(write, Enqueued.added(id, write.delivery().idempotencyKey()));
      }
    }
    return repeats;
  }
}
