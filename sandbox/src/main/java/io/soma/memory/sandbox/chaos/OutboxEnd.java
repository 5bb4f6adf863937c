package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.CheckedWrite;
import io.soma.memory.sandbox.check.WriteHistory;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the outbox holds at the end, noted in the history: events that failed, that wait, and that
 * it takes for confirmed.
 */
final class OutboxEnd {

  private final WriteHistory history;
  private final Map<String, CheckedWrite> writes;
  private final Set<String> failed = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  private OutboxEnd(WriteHistory history) {
    this.history = history;
    this.writes = history.writes();
  }

  /** Notes all rows. */
  static OutboxEnd of(List<OutboxRow> rows, WriteHistory history) {
    OutboxEnd end = new OutboxEnd(history);
    rows.stream().filter(row -> end.writes.containsKey(row.write())).forEach(end::note);
    return end;
  }

  private void note(OutboxRow row) {
    switch (row.state()) {
      case WAITING -> history.note(new HistoryEvent.Waiting(row.write()));
      case CONFIRMED -> history.note(new HistoryEvent.Confirmed(row.write()));
      case FAILED -> {
        history.note(new HistoryEvent.Failed(row.write()));
        failed.add(row.write());
        if (!mayFail(row.write())) {
          complaints.add(row.write() + " failed, and the memory service takes it");
        }
      }
    }
  }

  private boolean mayFail(String write) {
    return Objects.requireNonNull(writes.get(write)).mayFail();
  }

  /** Events that ended as they may not. */
  List<String> complaints() {
    return complaints;
  }

  /** How many acknowledged writes have no effect, and need not. */
  RowEnds counts(Set<String> effective) {
    Set<String> without = new HashSet<>(history.acknowledged());
    without.removeAll(effective);
    long refused = without.stream().filter(failed::contains).count();
    without.removeAll(failed);
    without.retainAll(history.excused());
    long discarded = without.stream().filter(this::mayFail).count();
    return new RowEnds(refused, discarded, without.size() - discarded);
  }
}
