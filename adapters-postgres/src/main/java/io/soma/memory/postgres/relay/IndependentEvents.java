package io.soma.memory.postgres.relay;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.row.StoredEvent;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which events may go before a tenant's oldest one, seen in the first of those that wait. */
public final class IndependentEvents {

  /** At most so many unconfirmed events of a tenant are read, even if its backlog is longer. */
  static final int WINDOW = 1000;

  private static final String IS_INDEPENDENT =
      String.format(
          Locale.ROOT,
          """
          outbox_events.id IN (
            SELECT id FROM (
              SELECT DISTINCT ON (ordering_key) id, topic, ordering_key FROM (
                SELECT id, topic, ordering_key FROM outbox_events
                WHERE %s AND tenant_id = {0} ORDER BY id LIMIT %d
              ) AS oldest ORDER BY ordering_key, id
            ) AS first_of_their_keys
            WHERE id > {1} AND topic = {2} AND ordering_key <> {3} ORDER BY id LIMIT {4}
          )\
          """,
          Sql.UNCONFIRMED,
          WINDOW);

  private IndependentEvents() {}

  /**
   * @param self this instance; null if it has not announced itself
   */
  public static List<OutboxEvent> find(
      DSLContext sql, @Nullable InstanceId self, OutboxEvent event, EventId after, int limit) {
    Delivery delivery = event.delivery();
    return sql.select(StoredEvent.COLUMNS)
        .select(StoredEvent.IDENTITY)
        .from(OUTBOX_EVENTS)
        .where(
            IS_INDEPENDENT,
            DSL.val(event.tenant().value()),
            DSL.val(Math.max(event.id().value(), after.value())),
            DSL.val(delivery.operation().topic()),
            DSL.val(delivery.orderingKey().value()),
            DSL.val(limit))
        .andNot(InstanceRows.isHeldBack(event.tenant(), self))
        .orderBy(OUTBOX_EVENTS.ID)
        .fetch(StoredEvent::of);
  }
}
