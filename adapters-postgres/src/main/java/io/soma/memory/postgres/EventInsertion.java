package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.ports.driven.Enqueued;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds writes to the table. Nearly all are added by one statement; those whose dedupe key is taken
 * are then looked at by {@link RepeatResolution}.
 */
final class EventInsertion {

  private final DSLContext sql;

  EventInsertion(DSLContext sql) {
    this.sql = sql;
  }

  /** Adds writes in a transaction that ends with the statement; what became of each, in order. */
  List<Enqueued> committed(List<EnqueuedWrite> writes) {
    Map<DedupeKey, EventId> added =
        sql.connectionResult(connection -> Insertion.committed(connection, writes));
    @Nullable Enqueued[] outcomes = new Enqueued[writes.size()];
    List<EnqueuedWrite> others = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      // Of equal writes in one batch, the first is the one that was added.
      EventId id = added.remove(writes.get(i).delivery().dedupeKey());
      if (id == null) {
        others.add(writes.get(i));
      } else {
        outcomes[i] = Enqueued.added(id, writes.get(i).delivery().idempotencyKey());
      }
    }
    return others.isEmpty() ? complete(outcomes) : complete(outcomes, resolve(others));
  }

  private List<Enqueued> resolve(List<EnqueuedWrite> writes) {
    return sql.transactionResult(
        transaction -> RepeatResolution.locked(transaction.dsl(), writes).resolve(writes));
  }

  private static List<Enqueued> complete(@Nullable Enqueued[] outcomes, List<Enqueued> others) {
    int next = 0;
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == null) {
        outcomes[i] = others.get(next++);
      }
    }
    return complete(outcomes);
  }

  @SuppressWarnings("NullAway") // Each place is filled by now.
  private static List<Enqueued> complete(@Nullable Enqueued[] outcomes) {
    return Arrays.asList(outcomes);
  }
}
