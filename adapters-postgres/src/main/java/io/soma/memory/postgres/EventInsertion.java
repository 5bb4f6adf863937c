package io.soma.memory.postgres;

import static io.soma.memory.postgres.jooq.Tables.OUTBOX_EVENTS;

import io.soma.memory.domain.outbox.DedupeKey;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
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

  /** Keeps others from committing writes of this tenant until the transaction's end. */
  static final String TURN_OF_ONE_TENANT =
      "SELECT " + Insertion.TURN + "hashtext(CAST(? AS text)))";

  // A row that is in the way may be gone before it is looked up; that it happens again is unlikely.
  private static final int ATTEMPTS = 3;

  private final DSLContext sql;

  EventInsertion(DSLContext sql) {
    this.sql = sql;
  }

  /** Adds writes in a transaction that ends with the statement. */
  List<Enqueued> committed(List<Delivery> deliveries) {
    return add(deliveries, Insertion::committed);
  }

  /** Adds a write in a transaction that goes on. */
  Enqueued joined(Delivery delivery) {
    return add(
            List.of(delivery),
            (connection, missing) -> Insertion.joined(connection, missing.get(0)))
        .get(0);
  }

  /** The write that is there under this key, if this transaction may see it. */
  Optional<Enqueued> find(DedupeKey key) {
    return lookUp(Set.of(key)).stream().findAny().map(Row::enqueued);
  }

  private interface Statement {
    Map<DedupeKey, EventId> add(Connection connection, List<Delivery> writes) throws SQLException;
  }

  private List<Enqueued> add(List<Delivery> deliveries, Statement statement) {
    Map<DedupeKey, Enqueued> found = new HashMap<>();
    List<Delivery> missing = deliveries;
    for (int attempt = 0; attempt < ATTEMPTS && !missing.isEmpty(); attempt++) {
      List<Delivery> asked = missing;
      Map<DedupeKey, EventId> added =
          sql.connectionResult(connection -> statement.add(connection, asked));
      missing = note(asked, added, found);
      lookUp(keysOf(missing)).forEach(row -> found.put(row.key(), row.enqueued()));
      missing = missing.stream().filter(write -> !found.containsKey(write.dedupeKey())).toList();
    }
    if (!missing.isEmpty()) {
      throw new OutboxUnavailableException(
          "events leave as fast as they are enqueued", new IllegalStateException("no row stayed"));
    }
    return inOrder(deliveries, found);
  }

  /** Notes those that were added, and returns the others. */
  private static List<Delivery> note(
      List<Delivery> asked, Map<DedupeKey, EventId> added, Map<DedupeKey, Enqueued> found) {
    List<Delivery> passedOver = new ArrayList<>();
    for (Delivery write : asked) {
      EventId id = added.get(write.dedupeKey());
      if (id == null) {
        passedOver.add(write);
      } else {
        // Of equal writes in one batch, the first is the one that was added.
        found.putIfAbsent(write.dedupeKey(), new Enqueued(id, write.coordinate(), true));
      }
    }
    return passedOver;
  }

  private static Set<DedupeKey> keysOf(List<Delivery> writes) {
    return writes.stream().map(Delivery::dedupeKey).collect(Collectors.toSet());
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
          Coordinate.ofStored(row.get(OUTBOX_EVENTS.ORDERING_KEY)));
    }

    Enqueued enqueued() {
      return new Enqueued(id, coordinate, false);
    }
  }
}
