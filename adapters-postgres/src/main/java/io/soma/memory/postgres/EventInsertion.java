package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Adds writes to the table, passing over those that are there. */
final class EventInsertion {

  // Arrays, so that one statement text serves batches of every size.
  private static final String INPUT =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}) WITH ORDINALITY
          AS input (tenant_id, namespace, topic, ordering_key, request_id, idempotency_key,
                    dedupe_key, traceparent, payload, position)
      )\
      """;

  private static final String INSERT =
      """
      INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
                                 idempotency_key, dedupe_key, traceparent, payload)
      SELECT tenant_id, namespace, topic, ordering_key, request_id,
             idempotency_key, dedupe_key, traceparent, payload::jsonb
      FROM input
      """;

  private static final String PASS_OVER_DUPLICATES =
      """
      ORDER BY position
      ON CONFLICT (dedupe_key) DO NOTHING
      RETURNING id, dedupe_key, ordering_key\
      """;

  /** Keeps others from committing writes of this tenant until the transaction's end. */
  static final String TURN_OF_ONE_TENANT =
      "SELECT pg_advisory_xact_lock(1936682337, hashtext(CAST(? AS text)))";

  // Ids are drawn before a commit and seen after it, so two instances could commit a tenant's ids
  // in the wrong order. Who writes for a tenant therefore holds a lock until its commit is over;
  // always in the same order, so that two batches never wait for each other in a circle. The number
  // is ours among the advisory locks of the database: "soma" in ASCII.
  private static final String TENANT_BY_TENANT =
      """
      , turn AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(1936682337, tenant)
        FROM (SELECT DISTINCT hashtext(tenant_id) AS tenant FROM input ORDER BY 1) AS tenants
      )
      """;

  private static final String AFTER_THE_OTHERS = "WHERE (SELECT count(*) FROM turn) > 0\n";

  private static final String COMMITTED =
      INPUT + TENANT_BY_TENANT + INSERT + AFTER_THE_OTHERS + PASS_OVER_DUPLICATES;

  private static final String JOINED = INPUT + "\n" + INSERT + PASS_OVER_DUPLICATES;

  // A row that is in the way may be gone before it is looked up; that it happens again is unlikely.
  private static final int ATTEMPTS = 3;

  private final DSLContext sql;

  EventInsertion(DSLContext sql) {
    this.sql = sql;
  }

  /** Adds writes in a transaction that ends with the statement. */
  List<Enqueued> committed(List<Delivery> deliveries) {
    return add(deliveries, COMMITTED);
  }

  /**
   * Adds a write in a transaction that goes on: without the lock, which would stop everybody else
   * who writes for the tenant until the transaction's end.
   */
  Enqueued joined(Delivery delivery) {
    return add(List.of(delivery), JOINED).get(0);
  }

  /** The write that is there under this key, if this transaction may see it. */
  Optional<Enqueued> find(DedupeKey key) {
    return lookUp(Set.of(key)).stream().findAny().map(row -> row.enqueued(false));
  }

  private List<Enqueued> add(List<Delivery> deliveries, String statement) {
    Map<DedupeKey, Enqueued> found = new HashMap<>();
    List<Delivery> missing = deliveries;
    for (int attempt = 0; attempt < ATTEMPTS && !missing.isEmpty(); attempt++) {
      insert(missing, statement).forEach(row -> found.put(row.key(), row.enqueued(true)));
      Set<DedupeKey> passedOver =
          missing.stream().map(Delivery::dedupeKey).collect(Collectors.toSet());
      passedOver.removeAll(found.keySet());
      lookUp(passedOver).forEach(row -> found.put(row.key(), row.enqueued(false)));
      missing = missing.stream().filter(write -> !found.containsKey(write.dedupeKey())).toList();
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("events leave as fast as they are enqueued");
    }
    return inOrder(deliveries, found);
  }

  // Of equal writes in one batch, the first is the one that was added.
  private static List<Enqueued> inOrder(List<Delivery> deliveries, Map<DedupeKey, Enqueued> found) {
    List<Enqueued> outcomes = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Enqueued outcome = Objects.requireNonNull(found.get(delivery.dedupeKey()));
      outcomes.add(outcome);
      found.put(delivery.dedupeKey(), new Enqueued(outcome.id(), outcome.coordinate(), false));
    }
    return outcomes;
  }

  private List<Row> insert(List<Delivery> deliveries, String statement) {
    return sql.resultQuery(statement, WriteArrays.of(deliveries)).fetch(Row::of);
  }

  private List<Row> lookUp(Set<DedupeKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    String[] values = keys.stream().map(DedupeKey::value).toArray(String[]::new);
    return sql.select(OUTBOX_EVENTS.ID, OUTBOX_EVENTS.DEDUPE_KEY, OUTBOX_EVENTS.ORDERING_KEY)
        .from(OUTBOX_EVENTS)
        .where(OUTBOX_EVENTS.DEDUPE_KEY.eq(DSL.any(values)))
        .fetch(Row::of);
  }

  private record Row(DedupeKey key, EventId id, Coordinate coordinate) {

    static Row of(Record row) {
      return new Row(
          new DedupeKey(row.get(OUTBOX_EVENTS.DEDUPE_KEY)),
          new EventId(row.get(OUTBOX_EVENTS.ID)),
          Coordinate.ofCanonical(row.get(OUTBOX_EVENTS.ORDERING_KEY)));
    }

    Enqueued enqueued(boolean added) {
      return new Enqueued(id, coordinate, added);
    }
  }
}
