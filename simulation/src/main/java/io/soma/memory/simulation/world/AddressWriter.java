package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The caller that writes to one address, one write or batch after the other. It gives up a process
 * that died only when its calls are over.
 */
final class AddressWriter {

  private static final Duration AFTER_A_DEATH = Duration.ofSeconds(3);
  private static final Duration UNTIL_SEEN_ELSEWHERE = Duration.ofMillis(1_500);
  private static final int MOST_ATTEMPTS = 3;

  private final List<PlannedWrite> writes;
  private final InstanceChoice choice;
  private final Scheduler scheduler;
  private final History history;
  private final List<CallAttempt> underWay = new ArrayList<>();

  /** Those in transactions of their own, whose end later writes do not wait for. */
  private final List<CallAttempt> inTransactions = new ArrayList<>();

  AddressWriter(List<Instance> instances, List<PlannedWrite> writes, Surroundings around) {
    this.choice = new InstanceChoice(instances, around);
    this.writes = writes;
    this.scheduler = around.scheduler();
    this.history = around.history();
  }

  void run() {
    scheduler.sleep(Duration.ofMillis(PlanGenerator.TRAFFIC_FROM_MILLIS));
    List<PlannedWrite> together = new ArrayList<>();
    for (PlannedWrite write : writes) {
      if (!write.isStore() && !together.isEmpty()) {
        // A batch stores, and does nothing else.
        make(together);
        together = new ArrayList<>();
      }
      together.add(write);
      if (!write.isStore() || !write.caller().isInBatch()) {
        make(together);
        together = new ArrayList<>();
      }
    }
    if (!together.isEmpty()) {
      make(together);
    }
    endAll();
    underWay.addAll(inTransactions);
    endAll();
  }

  private void make(List<PlannedWrite> together) {
    PlannedWrite last = together.get(together.size() - 1);
    scheduler.sleep(Duration.ofMillis(last.caller().pauseMillis()));
    if (last.caller().isInTransaction()) {
      // It takes no turn behind those that are under way.
      endAll();
    }
    CallAttempt attempt = begin(together);
    if (!last.caller().isInLine()) {
      end(attempt);
    }
  }

  // Also the attempts before it, so that a caller that repeats has no newer write under way.
  private void end(CallAttempt attempt) {
    endAll();
    PlannedWrite write = attempt.writes().get(0);
    boolean isRepeated = attempt.writes().size() == 1 && write.caller().isRepeated();
    CallAttempt last = attempt;
    for (int i = 1; last.isUnknown() && isRepeated && i < MOST_ATTEMPTS; i++) {
      last = begin(List.of(write));
      endAll();
    }
  }

  private void endAll() {
    boolean isAnyDead = false;
    for (CallAttempt attempt : underWay) {
      scheduler.await(attempt::isOver, Scheduler.FOREVER);
      if (!attempt.call().isDone()) {
        isAnyDead = true;
        attempt.note(history);
      }
    }
    underWay.clear();
    if (isAnyDead) {
      scheduler.sleep(AFTER_A_DEATH);
    }
  }

  // Other instances rely on a look for 1.5 s, and tell an open transaction by two of them.
  private void leave() {
    endAll();
    if (inTransactions.stream().anyMatch(attempt -> !attempt.isOver())) {
      scheduler.sleep(UNTIL_SEEN_ELSEWHERE);
    }
  }

  private CallAttempt begin(List<PlannedWrite> together) {
    Instance instance = choice.awaitFor(together.get(0), this::leave);
    SimulatedProcess process = Objects.requireNonNull(instance.running());
    PlannedWrite lastOne = together.get(together.size() - 1);
    for (PlannedWrite write : together) {
      noteInvoked(write, process);
      if (write != lastOne) {
        // A batch is made in its order.
        noteInLine(write);
      }
    }
    boolean[] inLine = {false};
    boolean isInTransaction = lastOne.caller().isInTransaction();
    Runnable isInLine =
        () -> {
          inLine[0] = true;
          if (!isInTransaction) {
            noteInLine(lastOne);
          }
        };
    CompletableFuture<List<WriteOutcome>> call = call(instance, together, isInLine);
    CallAttempt attempt = new CallAttempt(List.copyOf(together), process, call);
    var unused = call.thenRun(() -> attempt.note(history));
    (isInTransaction && lastOne.caller().isInLine() ? inTransactions : underWay).add(attempt);
    scheduler.await(() -> inLine[0] || attempt.isOver(), Scheduler.FOREVER);
    return attempt;
  }

  private static CompletableFuture<List<WriteOutcome>> call(
      Instance instance, List<PlannedWrite> together, Runnable isInLine) {
    PlannedWrite first = together.get(0);
    if (first.caller().isInTransaction()) {
      return instance.writeInTransaction(first, isInLine);
    }
    return together.size() == 1
        ? instance.write(first, isInLine)
        : instance.writeAll(together, isInLine);
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
        new HistoryEvent.Invoked(
            write.id(), tenant, address, write.namedKey() != null, write.operation()),
        "caller: "
            + does
            + write.id()
            + (write.kind() == PlannedWrite.WriteKind.REMEMBER ? " to " : ", at ")
            + tenant
            + "/"
            + address
            + " through "
            + process.name()
            + (write.caller().isInTransaction() ? ", in a transaction of its own" : ""));
  }

  private void noteInLine(PlannedWrite write) {
    history.note(new HistoryEvent.InLine(write.id()), "caller: has " + write.id() + " in line");
  }
}
