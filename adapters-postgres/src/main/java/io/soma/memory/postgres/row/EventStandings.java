package io.soma.memory.postgres.row;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.postgres.connection.Sql;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * How events stand to the newer writes of their addresses. The confirmed ones of those are looked
 * up in the index; the waiting ones are read once for all events that are asked about.
 */
public final class EventStandings {

  private static final String STANDINGS =
      String.format(
          Locale.ROOT,
          """
          WITH asked AS MATERIALIZED (
            SELECT id, tenant_id, ordering_key, topic, %1$s AS status, confirmed_at, overtaken_at
            FROM outbox_events WHERE id = ANY ({0})
          ), waiting AS MATERIALIZED (
            SELECT tenant_id, ordering_key, topic, max(id) AS newest
            FROM outbox_events
            WHERE %2$s
              AND tenant_id IN (SELECT tenant_id FROM asked)
              AND ordering_key IN (SELECT ordering_key FROM asked)
            GROUP BY tenant_id, ordering_key, topic
          ), passed AS MATERIALIZED (
            SELECT DISTINCT asked.id FROM asked JOIN waiting
              ON waiting.tenant_id = asked.tenant_id AND waiting.ordering_key = asked.ordering_key
            WHERE waiting.newest > asked.id AND %3$s
          )
          SELECT asked.id, asked.tenant_id, asked.ordering_key, asked.status, asked.confirmed_at,
            asked.overtaken_at IS NOT NULL OR passed.id IS NOT NULL OR EXISTS (
              SELECT 1 FROM outbox_events AS newer
              WHERE newer.tenant_id = asked.tenant_id AND newer.ordering_key = asked.ordering_key
                AND newer.id > asked.id AND newer.confirmed_at IS NOT NULL
                AND %4$s
            ) AS overtaken
          FROM asked LEFT JOIN passed ON passed.id = asked.id
          ORDER BY asked.id\
          """,
          Sql.STATUS,
          Sql.UNCONFIRMED,
          Overtaking.between("waiting", "asked"),
          Overtaking.between("newer", "asked"));

  private EventStandings() {}

  public static List<EventStanding> of(DSLContext sql, List<EventId> ids) {
    return sql.resultQuery(STANDINGS, DSL.val(Sql.array(ids))).fetch().stream()
        .filter(StoredTenant::isPossible)
        .map(EventStandings::standing)
        .toList();
  }

  private static EventStanding standing(Record row) {
    return new EventStanding(
        new EventId(row.get(OUTBOX_EVENTS.ID)),
        StoredTenant.of(row),
        new OrderingKey(row.get(OUTBOX_EVENTS.ORDERING_KEY)),
        EventStatus.ofWireName(row.get(OUTBOX_EVENTS.STATUS)),
        row.get(OUTBOX_EVENTS.CONFIRMED_AT) != null,
        row.get("overtaken", Boolean.class));
  }
}
