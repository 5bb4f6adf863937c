package io.soma.memory.simulation.world;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.TenantFailures;
import io.soma.memory.testkit.fake.InMemoryOutboxRecords;
import io.soma.memory.testkit.history.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The outbox as operators of one instance reach it. */
final class SimulatedRecords implements OutboxRecords {

  private final SimulatedDatabase database;
  private final InMemoryOutboxRecords rows;
  private final StoreLink link;
  private final History history;

  SimulatedRecords(SimulatedDatabase database, StoreLink link, History history) {
    this.database = database;
    this.rows = new InMemoryOutboxRecords(database.store());
    this.link = link;
    this.history = history;
  }

  @Override
  public List<OutboxEntry> list(EventFilter filter, int limit, int offset) {
    return link.ask(() -> rows.list(filter, limit, offset));
  }

  @Override
  public Optional<OutboxEntry> find(EventId id) {
    return link.ask(() -> rows.find(id));
  }

  @Override
  public List<TenantCounts> counts() {
    return link.ask(rows::counts);
  }

  @Override
  public Map<TenantId, Long> failedCounts() {
    return link.ask(rows::failedCounts);
  }

  @Override
  public List<EventId> select(EventSelection selection) {
    return link.ask(() -> rows.select(selection));
  }

  @Override
  public List<EventStanding> standings(List<EventId> ids) {
    return link.ask(() -> rows.standings(ids));
  }

  @Override
  public List<TenantFailures> failedAddresses(int perTenant) {
    return link.ask(() -> rows.failedAddresses(perTenant));
  }

  @Override
  public int overtake(EventAddress address, WriteOperation newer) {
    return link.ask(() -> noteTakenBack(() -> rows.overtake(address, newer)));
  }

  @Override
  public int takeBack(EventAddress address, WriteOperation newer) {
    return link.ask(() -> noteTakenBack(() -> rows.takeBack(address, newer)));
  }

  private int noteTakenBack(IntSupplier change) {
    List<EventId> failedBefore = failed();
    int count = change.getAsInt();
    List<EventId> takenBack = new ArrayList<>(failed());
    takenBack.removeAll(failedBefore);
    note(takenBack, HistoryEvent.TakenBack::new, "is not replayed, as it is overtaken");
    return count;
  }

  @Override
  public List<EventId> requeue(TenantId tenant, List<EventId> ids, boolean force, Duration hold) {
    link.request();
    TenantLocks.Holding lock = database.locks().take(tenant);
    List<EventId> requeued;
    try {
      link.request();
      requeued = rows.requeue(tenant, ids, force, hold);
      note(requeued, write -> new HistoryEvent.Revived(write, force), "is replayed");
    } finally {
      database.locks().release(lock);
    }
    link.reply();
    return requeued;
  }

  @Override
  public List<EventId> discard(TenantId tenant, List<EventId> ids) {
    return link.ask(
        () -> {
          List<OutboxEvent> before = database.events();
          List<EventId> discarded = rows.discard(tenant, ids);
          note(before, discarded, HistoryEvent.Discarded::new, "is discarded");
          return discarded;
        });
  }

  private List<EventId> failed() {
    return database.failed().stream().map(OutboxEvent::id).toList();
  }

  private void note(List<EventId> ids, Function<String, HistoryEvent> event, String words) {
    note(database.events(), ids, event, words);
  }

  private void note(
      List<OutboxEvent> all,
      List<EventId> ids,
      Function<String, HistoryEvent> event,
      String words) {
    for (OutboxEvent each : all) {
      if (ids.contains(each.id())) {
        String write = WriteNames.writeOf(each.delivery());
        history.note(event.apply(write), "operator: " + write + " " + words);
      }
    }
  }
}
