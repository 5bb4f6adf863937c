package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One call for a write, or a batch of them, in one process. */
record CallAttempt(
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
