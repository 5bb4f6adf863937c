package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The caller that writes to one address, one write after the other. It goes to another process only
 * after as long as an instance may take to learn of a backlog, and gives up a process that died
 * only when its calls are over.
 */
final class AddressWriter {

  private static final Duration BEFORE_ANOTHER_PROCESS = Duration.ofSeconds(2);
  private static final Duration AFTER_A_DEATH = Duration.ofSeconds(3);
  private static final int MOST_ATTEMPTS = 3;

  private final List<Instance> instances;
  private final List<PlannedWrite> writes;
  private final Scheduler scheduler;
  private final History history;
  private final SimulatedDatabase database;
  private final List<Attempt> underWay = new ArrayList<>();
  private @Nullable SimulatedProcess last;

  AddressWriter(List<Instance> instances, List<PlannedWrite> writes, Surroundings around) {
    this.instances = instances;
    this.writes = writes;
    this.scheduler = around.scheduler();
    this.history = around.history();
    this.database = around.database();
  }

  void run() {
    scheduler.sleep(Duration.ofMillis(PlanGenerator.TRAFFIC_FROM_MILLIS));
    List<PlannedWrite> together = new ArrayList<>();
    for (PlannedWrite write : writes) {
      together.add(write);
      if (!write.caller().isInBatch()) {
        make(together);
        together = new ArrayList<>();
      }
    }
    if (!together.isEmpty()) {
      make(together);
    }
    endAll();
  }

  private void make(List<PlannedWrite> together) {
    PlannedWrite last = together.get(together.size() - 1);
    scheduler.sleep(Duration.ofMillis(last.caller().pauseMillis()));
    Attempt attempt = begin(together);
    if (!last.caller().isInLine()) {
      end(attempt);
    }
  }

  // Also the attempts before it, so that a caller that repeats has no newer write under way.
  private void end(Attempt attempt) {
    endAll();
    PlannedWrite write = attempt.writes.get(0);
    boolean isRepeated = attempt.writes.size() == 1 && write.caller().isRepeated();
    Attempt last = attempt;
    for (int i = 1; last.isUnknown() && isRepeated && i < MOST_ATTEMPTS; i++) {
      last = begin(List.of(write));
      endAll();
    }
  }

  private void endAll() {
    boolean isAnyDead = false;
    for (Attempt attempt : underWay) {
      scheduler.await(attempt::isOver, Scheduler.FOREVER);
      if (!attempt.call.isDone()) {
        isAnyDead = true;
        attempt.note(history);
      }
    }
    underWay.clear();
    if (isAnyDead) {
      scheduler.sleep(AFTER_A_DEATH);
    }
  }

  private Attempt begin(List<PlannedWrite> together) {
    Instance instance = instance(together.get(0));
    SimulatedProcess process = Objects.requireNonNull(instance.running());
    last = process;
    PlannedWrite lastOne = together.get(together.size() - 1);
    for (PlannedWrite write : together) {
      noteInvoked(write, process);
      if (write != lastOne) {
        // A batch is made in its order.
        noteInLine(write);
      }
    }
    boolean[] inLine = {false};
    Runnable isInLine =
        () -> {
          inLine[0] = true;
          noteInLine(lastOne);
        };
    CompletableFuture<List<WriteOutcome>> call =
        together.size() == 1
            ? instance.write(lastOne, isInLine)
            : instance.writeAll(together, isInLine);
    Attempt attempt = new Attempt(List.copyOf(together), process, call);
    var unused = call.thenRun(() -> attempt.note(history));
    underWay.add(attempt);
    scheduler.await(() -> inLine[0] || process.isDead(), Scheduler.FOREVER);
    return attempt;
  }

  private void noteInvoked(PlannedWrite write, SimulatedProcess process) {
    String tenant = WriteNames.tenant(write.tenant());
    String address = WriteNames.address(write.address());
    String does =
        switch (write.kind()) {
          case REMEMBER -> "writes ";
          case FORGET -> "deletes, by ";
          case LINK -> "links, by ";
        };
    history.note(
        new HistoryEvent.Invoked(write.id(), tenant, address, write.namedKey() != null),
        "caller: "
            + does
            + write.id()
            + (write.kind() == PlannedWrite.WriteKind.REMEMBER ? " to " : ", at ")
            + tenant
            + "/"
            + address
            + " through "
            + process.name());
  }

  private void noteInLine(PlannedWrite write) {
    history.note(
        new HistoryEvent.InLine(write.id()), "caller: has " + write.id() + " in line");
  }

  /** One call for a write, or a batch of them, in one process. */
  private record Attempt(
      List<PlannedWrite> writes,
      SimulatedProcess process,
      CompletableFuture<List<WriteOutcome>> call) {

    boolean isOver() {
      return call.isDone() || process.isDead();
    }

    boolean isUnknown() {
      WriteOutcome outcome = outcomes().get(0);
      return outcome == WriteOutcome.UNKNOWN || outcome == WriteOutcome.GIVEN_UP;
    }

    private List<WriteOutcome> outcomes() {
      return call.getNow(Collections.nCopies(writes.size(), WriteOutcome.UNKNOWN));
    }

    void note(History history) {
      for (int i = 0; i < writes.size(); i++) {
        String write = writes.get(i).id();
        WriteOutcome outcome = outcomes().get(i);
        history.note(
            new HistoryEvent.Ended(write, outcome), "caller: hears " + outcome + " of " + write);
      }
    }
  }

  private Instance instance(PlannedWrite write) {
    while (true) {
      Instance chosen = awaitOne(write);
      SimulatedProcess process = Objects.requireNonNull(chosen.running());
      if (last != null && process != last) {
        endAll();
        scheduler.sleep(BEFORE_ANOTHER_PROCESS);
        // What runs now is as good, as the last call has ended as long ago.
        chosen = chosen.running() == null ? awaitOne(write) : chosen;
        process = Objects.requireNonNull(chosen.running());
      }
      if (database.isKnownTo(process)) {
        return chosen;
      }
      // As operators let traffic in again when the service has seen the restored database.
      SimulatedProcess awaited = process;
      scheduler.await(
          () -> awaited.isDead() || database.isKnownTo(awaited), Scheduler.FOREVER);
    }
  }

  private Instance awaitOne(PlannedWrite write) {
    Instance wanted = instances.get(write.instance());
    scheduler.await(
        () -> instances.stream().anyMatch(each -> each.running() != null), Scheduler.FOREVER);
    return wanted.running() != null
        ? wanted
        : instances.stream().filter(each -> each.running() != null).findFirst().orElseThrow();
  }
}
