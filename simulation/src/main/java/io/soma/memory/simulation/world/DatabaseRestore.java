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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Restores, replaces or moves the database, and tells what came back and what is forgotten. */
final class DatabaseRestore {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** PostgreSQL writes a sequence's value to its log so far ahead. */
  private static final int MOST_IDS_LEFT_OUT = 32;

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
   * Takes the database back, later, to what it is now.
   *
   * @param kind whether processes run meanwhile, and whether a backup or a standby has the state
   */
  void goBack(TroubleKind kind, Duration later) {
    boolean isStandby = kind == TroubleKind.SWITCHOVER;
    SimulatedDatabase database = around.database();
    around.history().tell(isStandby ? "database: a standby lags" : "database: a backup is made");
    InMemoryStore.Backup backup = database.store().backup();
    scheduler.sleep(later);
    change(
        kind == TroubleKind.RESTORE,
        isStandby ? "the standby takes over" : "the backup is restored",
        () -> {
          Map<DedupeKey, Row> before = rows();
          if (isStandby) {
            database.switchOver(backup, scheduler.random().below(MOST_IDS_LEFT_OUT + 1));
          } else {
            database.restore(backup);
          }
          return () -> noteDifferences(before, rows());
        });
  }

  /** Moves the rows to another server, which gives ids from the first one on. */
  void move(TroubleKind kind) {
    change(
        kind == TroubleKind.MOVE,
        "its rows have moved, and its sequence is behind",
        () -> {
          around.database().move();
          return () -> {};
        });
  }

  private void change(boolean stopsProcesses, String words, Supplier<Runnable> change) {
    SimulatedDatabase database = around.database();
    scheduler.await(() -> !database.isAway(), Scheduler.FOREVER);
    database.setAway(true);
    if (stopsProcesses) {
      instances.forEach(Instance::kill);
    }
    scheduler.sleep(scheduler.random().between(SHORTEST, LONGEST));
    Runnable noting = change.get();
    around.history().tell("database: " + words);
    noting.run();
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
