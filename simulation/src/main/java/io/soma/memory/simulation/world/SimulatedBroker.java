package io.soma.memory.simulation.world;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A transport that keeps a log for each tenant, and from which all instances read. */
final class SimulatedBroker implements EventPublisher {

  private static final Duration LEAST = Duration.ofNanos(200_000);
  private static final Duration MOST = Duration.ofMillis(5);
  private static final int LONGEST_BATCH = 10;

  /** The records of one tenant, and how far they are settled. */
  private static final class Log {
    final List<OutboxEvent> records = new ArrayList<>();
    int committed;
  }

  /** The records that a reader got, and the offset of the first. */
  record Batch(int from, List<OutboxEvent> records) {}

  private final Map<TenantId, Log> logs = new TreeMap<>();
  private final Scheduler scheduler;
  private final Troubles troubles;
  private final History history;

  SimulatedBroker(Scheduler scheduler, Troubles troubles, History history) {
    this.scheduler = scheduler;
    this.troubles = troubles;
    this.history = history;
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    scheduler.sleep(some());
    int number = WriteNames.number(tenant);
    boolean fails = troubles.strike(TroubleKind.PUBLISHING_FAILS, number);
    int acknowledged = fails ? random().below(events.size() + 1) : events.size();
    // Some events may be stored though they are not acknowledged.
    int taken = fails ? random().between(acknowledged, events.size()) : acknowledged;
    log(tenant).records.addAll(events.subList(0, taken));
    if (troubles.strike(TroubleKind.FOREIGN_RECORDS, number)) {
      events.forEach(event -> log(tenant).records.add(forged(event)));
    }
    scheduler.sleep(some());
    return acknowledged == events.size()
        ? new Published.All(acknowledged)
        : new Published.Interrupted(acknowledged, "not acknowledged", Duration.ofMillis(500));
  }

  // Of another outbox under the same id, or of this one under an id that it will give later, or
  // with another body.
  private OutboxEvent forged(OutboxEvent event) {
    Delivery delivery = event.delivery();
    Delivery other =
        new Delivery(
            delivery.namespace(),
            delivery.operation(),
            delivery.coordinate(),
            delivery.identity(),
            delivery.body().replace(WriteNames.writeOf(delivery) + "\"", "forged\""),
            null);
    int way = random().below(3);
    if (way == 0) {
      OutboxIdentity another = new OutboxIdentity(new UUID(1, 2));
      return new OutboxEvent(another, event.id(), event.createdAt(), 0, other);
    }
    return way == 1
        ? new OutboxEvent(event.outbox(), event.id(), event.createdAt(), 0, other)
        : new OutboxEvent(event.outbox(), event.id(), event.createdAt(), 0, withOtherKey(other));
  }

  private static Delivery withOtherKey(Delivery delivery) {
    WriteIdentity own = delivery.identity();
    return delivery.withIdentity(
        new WriteIdentity(
            own.requestId(),
            new IdempotencyKey(new UUID(3, 4)),
            new DedupeKey(own.dedupeKey().value() + "0")));
  }

  /** Whether there is something to read for a tenant. */
  boolean hasNext(TenantId tenant) {
    Log log = logs.get(tenant);
    return log != null && log.committed < log.records.size();
  }

  /** The next records of a tenant; from further back where the group was assigned anew. */
  Batch read(TenantId tenant) {
    Log log = log(tenant);
    int from = log.committed;
    if (troubles.strike(TroubleKind.DUPLICATES, WriteNames.number(tenant))) {
      from = Math.max(0, from - random().below(5));
    }
    int end = Math.min(log.records.size(), from + random().between(1, LONGEST_BATCH));
    return new Batch(from, List.copyOf(log.records.subList(from, Math.max(from, end))));
  }

  /** Notes how far a tenant's records are settled. */
  void commit(TenantId tenant, Batch batch, int settled) {
    Log log = log(tenant);
    log.committed = Math.min(log.records.size(), Math.max(log.committed, batch.from() + settled));
  }

  /** Forgets the last records, as a broker does that comes back without them. */
  void loseTail(TenantId tenant) {
    Log log = log(tenant);
    int lost = Math.min(log.records.size(), random().between(1, 4));
    int left = log.records.size() - lost;
    List<EventId> ids =
        log.records.subList(left, log.records.size()).stream().map(OutboxEvent::id).toList();
    history.tell("broker: forgets events " + ids + " of " + tenant.value());
    log.records.subList(left, log.records.size()).clear();
    log.committed = Math.min(log.committed, left);
  }

  private Log log(TenantId tenant) {
    return logs.computeIfAbsent(tenant, unused -> new Log());
  }

  private Duration some() {
    return random().between(LEAST, MOST);
  }

  private SeededRandom random() {
    return scheduler.random();
  }
}
