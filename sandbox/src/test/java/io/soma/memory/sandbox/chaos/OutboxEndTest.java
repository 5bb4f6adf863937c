package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.check.CheckedWrite;
import io.soma.memory.sandbox.check.WriteHistory;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxEndTest {

  private final WriteHistory history = new WriteHistory();

  @Test
  void onlyARefusedWriteMayFail() {
    queued("good", false);
    queued("poison", true);

    OutboxEnd end = end("1 alice good FAILED f", "2 alice poison FAILED f");

    assertThat(end.complaints()).containsExactly("good failed, and the memory service takes it");
  }

  @Test
  void writesWithoutEffectAreCountedByTheirReason() {
    queued("stored", false);
    queued("failed", true);
    queued("discarded", true);
    queued("forgotten", false);
    history.note(new HistoryEvent.Discarded("discarded"));
    history.note(new HistoryEvent.Forgotten("forgotten"));

    OutboxEnd end =
        end("1 alice stored CONFIRMED f", "2 alice failed FAILED f", "3 bob - WAITING f");

    assertThat(end.counts(Set.of("stored"))).isEqualTo(new RowEnds(1, 1, 1));
  }

  private void queued(String id, boolean mayFail) {
    CheckedWrite write = new CheckedWrite("alice", "key-" + id, 1, id, mayFail);
    history.invoked(write, false);
    history.ended(write, WriteOutcome.QUEUED);
  }

  private OutboxEnd end(String... rows) {
    return OutboxEnd.of(List.of(rows).stream().map(OutboxRow::of).toList(), history);
  }
}
