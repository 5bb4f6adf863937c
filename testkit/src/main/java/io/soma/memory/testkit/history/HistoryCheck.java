package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a history against the promises. Each judge looks at some promises, and knows nothing of the
 * client, the outbox or the transport that the history came from.
 */
public final class HistoryCheck {

  private HistoryCheck() {}

  /** Every violation that the history shows, by promise; none where all of them were kept. */
  public static List<Violation> violations(List<HistoryEvent> history, HistoryRules rules) {
    HistoryIndex index = HistoryIndex.of(history);
    List<Violation> violations = new ArrayList<>();
    violations.addAll(new EffectJudge(index, rules).lostAndPhantom());
    violations.addAll(new AddressJudge(index, rules).violations());
    violations.addAll(new OrderJudge(index, rules).violations());
    violations.addAll(new EffectJudge(index, rules).perKey());
    violations.addAll(new ReceiptJudge(index).violations());
    violations.addAll(new OutboxJudge(history).violations());
    violations.addAll(LivenessJudge.violations(index));
    return List.copyOf(violations);
  }
}
