package io.soma.memory.simulation.world;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.history.HistoryEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** DatabaseRestore a backup of the database, and tells what it brought back and what it forgot. */
final class DatabaseRestore {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private enum RowState {
    UNCONFIRMED,
    FAILED,
    CONFIRMED
  }

  private record Row(String write, RowState state) {}

  private final Surroundings around;
  private final List<Instance> instances;
  private final Scheduler scheduler;

  DatabaseRestore(Surroundings around, List<Instance> instances) {
    this.around = around;
    this.instances = instances;
    this.scheduler = around.scheduler();
  }

  /**
   * Makes a backup now and restores it later.
   *
   * @param stopsProcesses whether no process runs meanwhile
   */
  void backUpAndRestore(Duration later, boolean stopsProcesses) {
    SimulatedDatabase database = around.database();
    around.history().tell("database: a backup is made");
    InMemoryStore.Backup backup = database.store().backup();
    scheduler.sleep(later);
    scheduler.await(() -> !database.isAway(), Scheduler.FOREVER);
    database.setAway(true);
    if (stopsProcesses) {
      instances.forEach(Instance::kill);
    }
    scheduler.sleep(scheduler.random().between(SHORTEST, LONGEST));
    Map<DedupeKey, Row> before = rows();
    database.restore(backup);
    around.history().tell("database: the backup is restored");
    noteDifferences(before, rows());
    // As operators look through their orders.
    IntStream.range(0, around.plan().tenants())
        .mapToObj(tenant -> new TenantId(WriteNames.tenant(tenant)))
        .forEach(database::takeOrderBack);
    database.setAway(false);
    instances.forEach(Instance::start);
  }

  private Map<DedupeKey, Row> rows() {
    Map<DedupeKey, Row> rows = new LinkedHashMap<>();
    for (OutboxEvent event : around.database().events()) {
      RowState state =
          around.database().isFailed(event)
              ? RowState.FAILED
              : around.database().isUnconfirmed(event) ? RowState.UNCONFIRMED : RowState.CONFIRMED;
      rows.put(event.delivery().dedupeKey(), new Row(WriteNames.writeOf(event.delivery()), state));
    }
    return rows;
  }

  private void noteDifferences(Map<DedupeKey, Row> before, Map<DedupeKey, Row> after) {
    before.forEach(
        (key, row) -> {
          if (!after.containsKey(key) && row.state() != RowState.CONFIRMED) {
            note(new HistoryEvent.Forgotten(row.write()), "is forgotten");
          }
        });
    after.forEach(
        (key, row) -> {
          boolean wasUnconfirmed =
              before.containsKey(key) && before.get(key).state() == RowState.UNCONFIRMED;
          if (row.state() == RowState.FAILED) {
            // Also where it had failed before: that it was overtaken may be forgotten.
            note(new HistoryEvent.BroughtBack(row.write(), true), "is brought back as failed");
          } else if (row.state() == RowState.UNCONFIRMED && !wasUnconfirmed) {
            note(new HistoryEvent.BroughtBack(row.write(), false), "is brought back");
          }
        });
  }

  private void note(HistoryEvent event, String words) {
    around.history().note(event, "database: " + event.write() + " " + words);
  }
}
