package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.postgres.enqueue.EnqueueLock;
import io.soma.memory.postgres.enqueue.EnqueuedWrite;
import io.soma.memory.postgres.enqueue.Insertion;
import io.soma.memory.testkit.contract.RecordedEvents;
import io.soma.memory.testkit.contract.SampleDeliveries;
import io.soma.memory.testkit.protocol.ProtocolStep;
import io.soma.memory.testkit.protocol.RowState;
import io.soma.memory.testkit.protocol.StepKind;
import io.soma.memory.testkit.protocol.TracedStep;
import io.soma.memory.testkit.protocol.TracedStep.EventView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes the steps of a trace on PostgreSQL, by the ports' calls, and compares what it shows. */
final class ProtocolOnPostgres implements AutoCloseable {

  private static final TenantId TENANT = new TenantId("alice");
  private static final Duration LONG = Duration.ofHours(1);
  private static final List<String> TABLES =
      List.of("outbox_events", "outbox_pending", "tenant_leases", "delivery_leases");

  private final TestDatabase database = TestDatabase.create();
  private final List<PostgresStore> stores = List.of(database.open(), database.open());

  private final Map<Integer, EventId> ids = new HashMap<>();
  private String nextIdOfBackup = "1";
  private final Map<Integer, EventId> idsOfBackup = new HashMap<>();
  private final Map<Integer, Connection> hanging = new HashMap<>();
  private final Map<EventId, List<OutboxEvent>> records = new TreeMap<>();
  private final Map<Integer, TenantLease> carries = new HashMap<>();
  private final Map<Integer, List<OutboxEvent>> claims = new HashMap<>();
  private final Map<Integer, TenantLease> delivers = new HashMap<>();

  ProtocolOnPostgres() {
    for (String table : TABLES) {
      database.execute("CREATE TABLE backup_" + table + " AS TABLE " + table + " WITH NO DATA");
    }
  }

  void replay(List<TracedStep> trace) throws SQLException {
    forget();
    List<ProtocolStep> past = new ArrayList<>();
    try {
      for (int at = 0; at < trace.size(); at++) {
        ProtocolStep step = trace.get(at).step();
        past.add(step);
        boolean commitsNext =
            at + 1 < trace.size()
                && trace.get(at + 1).step().kind() == StepKind.COMMIT
                && trace.get(at + 1).step().write() == step.write();
        take(trace.get(at), commitsNext);
        compare(trace.get(at), past);
      }
    } finally {
      for (Connection connection : hanging.values()) {
        connection.close();
      }
    }
  }

  private void forget() {
    database.empty();
    TABLES.forEach(table -> database.execute("DELETE FROM backup_" + table));
    List.of(ids, idsOfBackup, hanging, records, carries, claims, delivers).forEach(Map::clear);
  }

  private void take(TracedStep traced, boolean commitsNext) throws SQLException {
    ProtocolStep step = traced.step();
    int write = step.write();
    PostgresStore store = stores.get(step.instance());
    switch (step.kind()) {
      case BEGIN_ENQUEUE -> {
        if (!commitsNext) {
          begin(write);
        }
      }
      case COMMIT -> commit(write);
      case ABORT -> abort(write);
      case TAKE_CARRY -> takeCarry(step.instance(), traced);
      case PUBLISH ->
          Objects.requireNonNull(claims.get(step.instance()))
              .forEach(
                  event -> records.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event));
      case MARK_SENT -> markSent(step.instance());
      case END_CARRY_LEASE -> expire("tenant_leases");
      case LOSE_RECORDS -> records.clear();
      case SWEEP -> store.outbox().resend(TENANT, new EventId(Long.MAX_VALUE));
      case TAKE_DELIVER -> takeDeliver(step.instance(), traced);
      case HEAR_REFUSED -> store.outbox().fail(TENANT, id(write), "refused");
      case CONFIRM, LOOK_AT_TENANT ->
          store.outbox().confirm(TENANT, List.of(RecordedEvents.find(store.records(), id(write))));
      case RELEASE_DELIVER ->
          store.leases().release(Objects.requireNonNull(delivers.remove(step.instance())));
      case END_DELIVER_LEASE -> expire("delivery_leases");
      case TELL_STORED, LOOK, END_LOOK -> {
        if (traced.isOvertakingNoted()) {
          store
              .records()
              .overtake(new EventAddress(TENANT, delivery(0).orderingKey()), WriteOperation.STORE);
        }
      }
      case REPLAY -> {
        List<EventId> all = List.copyOf(ids.values());
        var unused = store.records().requeue(TENANT, failed(all), false, Duration.ZERO);
      }
      case PURGE -> {
        database.execute(
            "UPDATE outbox_events SET confirmed_at = confirmed_at - interval '25 hours'");
        assertThat(store.outbox().purge(100)).isPositive();
      }
      case BACK_UP -> backUp();
      case RESTORE -> restore();
      // What only instances, callers or the memory service know.
      default -> {}
    }
  }

  private static Delivery delivery(int write) {
    return SampleDeliveries.storeWithBody(
        TENANT, 1, String.format(Locale.ROOT, "{\"coord\":\"1.0,0.5\",\"write\":%d}", write));
  }

  private EventId id(int write) {
    return Objects.requireNonNull(ids.get(write));
  }

  // As the adapter does it, but for the end of the transaction.
  private void begin(int write) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT " + EnqueueLock.TAKE + "hashtext('" + TENANT + "'))");
    }
    EnqueuedWrite enqueued = EnqueuedWrite.of(delivery(write), () -> false);
    ids.put(
        write,
        Objects.requireNonNull(
            Insertion.joined(connection, enqueued).get(enqueued.delivery().dedupeKey())));
    hanging.put(write, connection);
  }

  private void commit(int write) throws SQLException {
    Connection connection = hanging.remove(write);
    if (connection == null) {
      ids.put(write, outbox(0).enqueue(delivery(write)).id());
    } else {
      connection.commit();
      connection.close();
    }
  }

  private void abort(int write) throws SQLException {
    ids.remove(write);
    try (Connection connection = Objects.requireNonNull(hanging.remove(write))) {
      connection.rollback();
    }
  }

  private Outbox outbox(int instance) {
    return stores.get(instance).outbox();
  }

  private void takeCarry(int instance, TracedStep traced) {
    TenantLease lease = acquire(instance, LeaseRight.CARRY).orElseThrow();
    List<OutboxEvent> events = outbox(instance).pending(lease, 100);
    carries.put(instance, lease);
    claims.put(instance, events);
    assertThat(writesOf(events.stream().map(OutboxEvent::id).toList()))
        .as("claimed")
        .isEqualTo(traced.claimed());
  }

  private void markSent(int instance) {
    TenantLease lease = Objects.requireNonNull(carries.remove(instance));
    List<OutboxEvent> claim = Objects.requireNonNull(claims.remove(instance));
    outbox(instance).markSent(lease, claim.stream().map(OutboxEvent::id).toList());
    stores.get(instance).leases().release(lease);
  }

  private void takeDeliver(int instance, TracedStep traced) {
    delivers.put(instance, acquire(instance, LeaseRight.DELIVER).orElseThrow());
    List<OutboxEvent> own = new ArrayList<>();
    records.forEach(
        (id, events) ->
            events.stream().filter(event -> isOfRow(id, event)).findFirst().ifPresent(own::add));
    assertThat(writesOf(outbox(instance).due(TENANT, own).due())).as("due").isEqualTo(traced.due());
    records.values().stream()
        .flatMap(List::stream)
        .filter(event -> !isOfRow(event.id(), event))
        .forEach(
            foreign ->
                assertThat(outbox(instance).due(TENANT, List.of(foreign)).due())
                    .as("due of a record from before the restore")
                    .isEmpty());
  }

  private boolean isOfRow(EventId id, OutboxEvent event) {
    return ids.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().equals(id)
                    && event.delivery().dedupeKey().equals(delivery(entry.getKey()).dedupeKey()));
  }

  private Optional<TenantLease> acquire(int instance, LeaseRight right) {
    return stores.get(instance).leases().acquire(TENANT, right, LONG);
  }

  private void expire(String table) {
    database.execute("UPDATE " + table + " SET expires_at = clock_timestamp()");
  }

  private List<EventId> failed(List<EventId> all) {
    return all.stream()
        .filter(
            id ->
                stores.get(0).records().find(id).stream()
                    .anyMatch(entry -> entry.status() == EventStatus.FAILED))
        .toList();
  }

  private void backUp() {
    idsOfBackup.putAll(ids);
    hanging.keySet().forEach(idsOfBackup::remove);
    for (String table : TABLES) {
      database.execute("INSERT INTO backup_" + table + " SELECT * FROM " + table);
    }
    nextIdOfBackup =
        database
            .query("SELECT coalesce(max(id), 0) + 1 FROM outbox_events WHERE tenant_id = 'alice'")
            .get(0);
  }

  private void restore() throws SQLException {
    for (Connection connection : hanging.values()) {
      connection.close();
    }
    List.of(hanging, carries, claims, delivers, ids).forEach(Map::clear);
    ids.putAll(idsOfBackup);
    for (String table : TABLES) {
      // Without the trigger that lists what is added.
      database.execute(
          "SET session_replication_role = replica; DELETE FROM "
              + table
              + "; INSERT INTO "
              + table
              + " OVERRIDING SYSTEM VALUE SELECT * FROM backup_"
              + table);
    }
    database.execute(
        "SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), "
            + nextIdOfBackup
            + ", false)");
    expire("tenant_leases");
    expire("delivery_leases");
  }

  private void compare(TracedStep traced, List<ProtocolStep> past) {
    for (int write = 0; write < traced.events().size(); write++) {
      EventView expected = traced.events().get(write);
      assertThat(view(write)).as("w%d after %s", write + 1, past).isEqualTo(seen(expected));
    }
    boolean waits = traced.events().stream().anyMatch(event -> event.row() == RowState.UNCONFIRMED);
    assertThat(outbox(1).backlog(TENANT).isPresent()).as("backlog after %s", past).isEqualTo(waits);
    if (traced.carrier() >= 0) {
      assertThat(acquire(1 - traced.carrier(), LeaseRight.CARRY)).as("%s", past).isEmpty();
    }
    if (traced.deliverer() >= 0) {
      assertThat(acquire(1 - traced.deliverer(), LeaseRight.DELIVER)).as("%s", past).isEmpty();
    }
  }

  // A row that is not committed, or gone, is not seen.
  private static EventView seen(EventView expected) {
    boolean isSeen = expected.row() != RowState.COMMITTING && expected.row() != RowState.PURGED;
    return isSeen ? expected : new EventView(RowState.NONE, false, false);
  }

  private EventView view(int write) {
    EventId id = ids.get(write);
    Optional<OutboxEntry> entry = id == null ? Optional.empty() : stores.get(1).records().find(id);
    if (entry.isEmpty()) {
      return new EventView(RowState.NONE, false, false);
    }
    EventStatus status = entry.get().status();
    if (entry.get().confirmed()) {
      return new EventView(RowState.CONFIRMED, false, false);
    }
    if (status == EventStatus.FAILED) {
      return new EventView(
          RowState.FAILED,
          false,
          stores.get(1).records().standings(List.of(id)).get(0).overtaken());
    }
    return new EventView(RowState.UNCONFIRMED, status == EventStatus.PENDING, false);
  }

  private Set<Integer> writesOf(Iterable<EventId> events) {
    Set<Integer> writes = new HashSet<>();
    for (EventId event : events) {
      ids.forEach(
          (write, id) -> {
            if (id.equals(event)) {
              writes.add(write);
            }
          });
    }
    return writes;
  }

  @Override
  public void close() {
    stores.forEach(PostgresStore::close);
  }
}
