package io.soma.memory.testkit.fake;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shared by several {@link InMemoryOutbox}, {@link InMemoryTenantLeases} and {@link
 * InMemoryCircuitOrders}, as several instances share a database; its clock is the database's.
 *
 * <p>Its monitor guards it: hold it to read or change the store.
 */
public final class InMemoryStore {

  /**
   * The present or last holder of a tenant; kept after its end so that the fencing token only
   * grows.
   */
  record Tenure(TenantLease lease, Instant expiresAt) {}

  /** One right over one tenant. */
  record Right(TenantId tenant, LeaseRight right) {

    static Right of(TenantLease lease) {
      return new Right(lease.tenant(), lease.right());
    }
  }

  final NavigableMap<EventId, InMemoryRow> rows = new TreeMap<>();
  final Map<DedupeKey, EventId> idsByDedupeKey = new HashMap<>();
  final Set<EventId> overtaken = new HashSet<>();

  /** Until when replayed events are held back. */
  final Map<EventId, Instant> heldUntil = new HashMap<>();

  /** How many times an operator had events replayed. */
  final Map<EventId, Integer> replays = new HashMap<>();

  final Map<Right, Tenure> tenures = new HashMap<>();
  final Map<TenantId, CircuitOrder> circuitOrders = new HashMap<>();

  /** Transactions that writes have joined. */
  final Set<InMemoryTransaction> openTransactions = new LinkedHashSet<>();

  final OutboxIdentity identity = new OutboxIdentity(UUID.randomUUID());

  /** A copy of the rows and orders, to be restored later. */
  public static final class Backup {
    private final Map<EventId, InMemoryRow> rows;
    private final Set<EventId> overtaken;
    private final Map<EventId, Integer> replays;
    private final Map<TenantId, CircuitOrder> circuitOrders;
    private final Map<Right, Tenure> tenures;
    private final long lastId;
    private final long lastNumber;

    private Backup(InMemoryStore store) {
      rows = Map.copyOf(store.rows);
      overtaken = Set.copyOf(store.overtaken);
      replays = Map.copyOf(store.replays);
      circuitOrders = Map.copyOf(store.circuitOrders);
      tenures = Map.copyOf(store.tenures);
      lastId = store.lastId;
      lastNumber = store.lastNumber;
    }
  }

  /** As long as a holder of a lease that a restore forgot may go on. */
  private static final Duration WAIT_FOR_FORGOTTEN_HOLDERS = Duration.ofSeconds(30);

  /** A longer hold was given before the clock stepped back. */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(30);

  private static final Duration ANNOUNCEMENT_HOLDS = Duration.ofMinutes(1);
  private static final Duration ANNOUNCEMENT_STAYS = Duration.ofHours(1);
  private static final Duration FIRST_PLACE_HOLDS = Duration.ofSeconds(10);

  private final Map<InstanceId, Instant> announced = new HashMap<>();
  private final Map<InstanceId, Duration> holds = new HashMap<>();
  private final InstantSource clock;
  private Instant deliveriesFrom = Instant.MIN;
  private long lastId;
  private long lastNumber;
  private final AtomicInteger instances = new AtomicInteger();

  public InMemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Copies the rows and orders as they are. */
  public synchronized Backup backup() {
    return new Backup(this);
  }

  /**
   * Takes everything back to a backup, as a restore in place does: the same outbox, and ids that
   * were given since are given again. Leases are forgotten, so that deliveries wait for their
   * holders; tokens go on.
   */
  public synchronized void restore(Backup backup) {
    List.copyOf(openTransactions).forEach(InMemoryTransaction::rollback);
    rows.clear();
    rows.putAll(backup.rows);
    idsByDedupeKey.clear();
    rows.values()
        .forEach(row -> idsByDedupeKey.put(row.event().delivery().dedupeKey(), row.event().id()));
    overtaken.clear();
    overtaken.addAll(backup.overtaken);
    replays.clear();
    replays.putAll(backup.replays);
    // They are over before deliveries begin again.
    heldUntil.clear();
    circuitOrders.clear();
    circuitOrders.putAll(backup.circuitOrders);
    lastId = backup.lastId;
    lastNumber = backup.lastNumber;
    tenures.replaceAll((right, tenure) -> new Tenure(tenure.lease(), Instant.MIN));
    deliveriesFrom = now().plus(WAIT_FOR_FORGOTTEN_HOLDERS);
  }

  /**
   * A standby takes over that lacks what came after a moment: as {@link #restore}, with the leases
   * of that moment, and it leaves out some ids, as sequences do.
   */
  public synchronized void switchOver(Backup standby, int idsLeftOut) {
    restore(standby);
    standby.tenures.forEach(
        (right, tenure) ->
            tenures.computeIfPresent(
                right, (r, now) -> new Tenure(now.lease(), tenure.expiresAt())));
    lastId += idsLeftOut;
  }

  /**
   * The rows move to another server by logical replication, which leaves the sequence of the ids
   * behind; transactions are lost.
   */
  public synchronized void move() {
    List.copyOf(openTransactions).forEach(InMemoryTransaction::rollback);
    lastId = 0;
  }

  /** Raises the sequence to the newest id, as each start and each look of an instance does. */
  public synchronized void raiseSequence() {
    if (!rows.isEmpty()) {
      lastId = Math.max(lastId, rows.lastKey().value());
    }
  }

  /** Whether a right may be given: after a restore, no right to deliver for a while. */
  boolean mayBeGiven(LeaseRight right) {
    return right != LeaseRight.DELIVER || !now().isBefore(deliveriesFrom);
  }

  InstanceStanding announce(InstanceId instance, Duration hold) {
    announced.put(instance, now());
    holds.put(instance, hold);
    return new InstanceStanding(
        isNoted(ANNOUNCEMENT_HOLDS, other -> !other.equals(instance)),
        !isNoted(FIRST_PLACE_HOLDS, other -> other.compareTo(instance) < 0));
  }

  /** How long a replay is held back that asks for at least so long. */
  Duration longestHold(Duration atLeast) {
    return holds.values().stream()
        .filter(each -> each.compareTo(atLeast) > 0)
        .max(Comparator.naturalOrder())
        .orElse(atLeast);
  }

  /** Whether a replayed event waits for newer direct writes of other instances. */
  boolean isHeld(InMemoryRow row) {
    Instant until = heldUntil.get(row.event().id());
    return row.isUnconfirmed()
        && until != null
        && now().isBefore(until)
        && until.isBefore(now().plus(LONGEST_HOLD));
  }

  /**
   * Whether a tenant's events wait for that.
   *
   * @param self null if the asking instance has not announced itself
   */
  boolean isHeldBack(TenantId tenant, @Nullable InstanceId self) {
    return rows.values().stream().anyMatch(row -> row.belongsTo(tenant) && isHeld(row))
        && isNoted(ANNOUNCEMENT_STAYS, other -> !other.equals(self));
  }

  private boolean isNoted(Duration within, Predicate<InstanceId> which) {
    Instant since = now().minus(within);
    return announced.entrySet().stream()
        .anyMatch(noted -> which.test(noted.getKey()) && noted.getValue().isAfter(since));
  }

  /** The event of a write, with an id of its own, which is not in the outbox yet. */
  OutboxEvent draw(Delivery write) {
    Delivery stored = write.withIdentity(write.identity().asStored());
    EventId id = new EventId(++lastId);
    if (rows.containsKey(id)) {
      throw new OutboxUnavailableException(
          "an event has this id", new IllegalStateException("duplicate key"));
    }
    return new OutboxEvent(identity, id, now(), 0, stored);
  }

  void put(InMemoryRow row) {
    rows.put(row.event().id(), row);
    idsByDedupeKey.put(row.event().delivery().dedupeKey(), row.event().id());
  }

  Optional<KnownWrite> find(DedupeKey key) {
    return Optional.ofNullable(idsByDedupeKey.get(key)).map(rows::get).map(this::known);
  }

  /** Throws if a transaction other than this one holds a key, as its end would be awaited. */
  void requireNotHeld(DedupeKey key, @Nullable InMemoryTransaction own) {
    if (openTransactions.stream().anyMatch(open -> open != own && open.holds(key))) {
      throw InMemoryTransaction.heldUp();
    }
  }

  long nextNumber() {
    return ++lastNumber;
  }

  void remove(OutboxEvent event) {
    rows.remove(event.id());
    idsByDedupeKey.remove(event.delivery().dedupeKey());
  }

  KnownWrite known(InMemoryRow row) {
    Delivery delivery = row.event().delivery();
    return new KnownWrite(
        standing(row),
        delivery.requestId(),
        delivery.operation().topic(),
        delivery.idempotencyKey(),
        row.fingerprint(),
        row.lastError());
  }

  EventStanding standing(InMemoryRow row) {
    return new EventStanding(
        row.event().id(),
        row.event().tenant(),
        row.event().delivery().orderingKey(),
        row.status(),
        row.confirmed(),
        isOvertaken(row));
  }

  /** Why a record is no event of this outbox; empty if it is, or was. */
  Optional<ForeignReason> foreign(OutboxEvent event) {
    if (!event.outbox().equals(identity)) {
      return Optional.of(
          event.outbox().equals(OutboxIdentity.NONE)
              ? ForeignReason.NO_IDENTITY
              : ForeignReason.OTHER_OUTBOX);
    }
    InMemoryRow row = rows.get(event.id());
    if (row == null) {
      return Optional.empty();
    }
    return ForeignReason.difference(row.event().delivery(), event.delivery());
  }

  /** Whether the event that has the id now is of the same write. */
  boolean isSameWrite(OutboxEvent event) {
    InMemoryRow row = rows.get(event.id());
    return row != null && row.event().delivery().dedupeKey().equals(event.delivery().dedupeKey());
  }

  /** Notes that confirmed events overtook the older failed ones of their addresses. */
  void noteConfirmed(Collection<EventId> ids) {
    for (EventId id : ids) {
      InMemoryRow row = rows.get(id);
      if (row != null) {
        rows.headMap(id, false).values().stream()
            .filter(older -> older.status() == EventStatus.FAILED)
            .filter(older -> isOvertaking(row, older))
            .forEach(older -> overtaken.add(older.event().id()));
      }
    }
  }

  /** Notes whether a confirmed event overtook one that has failed just now. */
  void noteFailed(EventId id) {
    InMemoryRow row = rows.get(id);
    if (row != null
        && row.status() == EventStatus.FAILED
        && isFollowedBy(row, InMemoryRow::confirmed)) {
      overtaken.add(id);
    }
  }

  private boolean isOvertaken(InMemoryRow row) {
    return overtaken.contains(row.event().id())
        || isFollowedBy(row, newer -> newer.status() != EventStatus.FAILED);
  }

  private boolean isFollowedBy(InMemoryRow row, Predicate<InMemoryRow> which) {
    return rows.tailMap(row.event().id(), false).values().stream()
        .anyMatch(newer -> which.test(newer) && isOvertaking(newer, row));
  }

  private static boolean isOvertaking(InMemoryRow newer, InMemoryRow older) {
    return newer.address().equals(older.address())
        && newer.operation().overtakes(older.operation());
  }

  String nextHolder() {
    return "instance-" + instances.incrementAndGet();
  }

  boolean holds(TenantLease lease) {
    Tenure tenure = tenures.get(Right.of(lease));
    return tenure != null && tenure.lease().equals(lease) && now().isBefore(tenure.expiresAt());
  }
}
