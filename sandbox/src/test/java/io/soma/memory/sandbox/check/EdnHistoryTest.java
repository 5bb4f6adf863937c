package io.soma.memory.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdnHistoryTest {

  private final WriteHistory callers = new WriteHistory();
  private final List<HistoryEvent> effects = new ArrayList<>();

  @Test
  void pairsEachInvocationWithItsEndAndReadsTheOrderOfEffects() {
    write(1, WriteOutcome.STORED);
    write(2, WriteOutcome.UNKNOWN, WriteOutcome.QUEUED);
    effect(1, false);
    effect(2, false);

    List<Map<String, Object>> operations = operations();

    assertThat(operations)
        .extracting(each -> each.get("type") + " " + each.get("value"))
        .containsExactly(
            "invoke [[append, alice key, 1]]",
            "ok [[append, alice key, 1]]",
            "invoke [[append, alice key, 2]]",
            "ok [[append, alice key, 2]]",
            "invoke [[r, alice key, nil]]",
            "ok [[r, alice key, [1, 2]]]");
    assertThat(operations).allSatisfy(each -> assertThat(each).containsEntry("f", "txn"));
    assertThat(operations)
        .extracting(each -> each.get("index"))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(operations).extracting(each -> (Long) each.get("time")).isSorted();
  }

  @Test
  void aProcessEndsWithAnOperationThatItKnowsNothingOf() {
    write(1, WriteOutcome.UNKNOWN);
    write(2, WriteOutcome.REFUSED);
    write(3, WriteOutcome.STORED);
    effect(3, false);

    List<Map<String, Object>> operations = operations();

    assertThat(operations)
        .extracting(each -> each.get("type") + " " + each.get("process"))
        .containsExactly(
            "invoke 0", "info 0", "invoke 1", "fail 1", "invoke 1", "ok 1", "invoke 2", "ok 2");
  }

  @Test
  void showsAnOlderEffectBehindANewerOne() {
    write(1, WriteOutcome.QUEUED);
    write(2, WriteOutcome.STORED);
    effect(1, false);
    effect(2, false);
    effect(1, false);

    assertThat(last()).isEqualTo("[[r, alice key, [2, 1]]]");
  }

  @Test
  void leavesLateEffectsOutWhereThereIsAnother() {
    write(1, WriteOutcome.QUEUED);
    write(2, WriteOutcome.STORED);
    effect(1, false);
    effect(2, false);
    effect(1, true);

    assertThat(last()).isEqualTo("[[r, alice key, [1, 2]]]");
  }

  @Test
  void showsThatAWriteHasNoEffect() {
    write(1, WriteOutcome.QUEUED);

    assertThat(last()).isEqualTo("[[r, alice key, []]]");
  }

  @Test
  void leavesOutWhatIsKnownOfWritesThatNoAgentBegan() {
    write(1, WriteOutcome.QUEUED);
    effect(1, false);
    callers.note(new HistoryEvent.Forgotten("-"));

    assertThat(last()).isEqualTo("[[r, alice key, [1]]]");
  }

  private void write(long sequence, WriteOutcome... outcomes) {
    CheckedWrite write = new CheckedWrite("alice", "key", sequence, "id-" + sequence);
    for (WriteOutcome outcome : outcomes) {
      callers.invoked(write, false);
      callers.ended(write, outcome);
    }
  }

  private void effect(long sequence, boolean late) {
    effects.add(new HistoryEvent.Effect("id-" + sequence, "alice", "key", "key", late));
  }

  private String last() {
    List<Map<String, Object>> operations = operations();
    return String.valueOf(operations.get(operations.size() - 1).get("value"));
  }

  private List<Map<String, Object>> operations() {
    return EdnHistory.lines(callers, effects).stream().map(EdnReader::map).toList();
  }
}
