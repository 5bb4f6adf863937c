package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges whether the memory service executed all that was acknowledged, and nothing else. */
final class EffectJudge {

  private final HistoryIndex index;
  private final HistoryRules rules;
  private final List<Violation> violations = new ArrayList<>();

  EffectJudge(HistoryIndex index, HistoryRules rules) {
    this.index = index;
    this.rules = rules;
  }

  /** What took no effect, and what took effect without a caller, or elsewhere. */
  List<Violation> lostAndPhantom() {
    index.stories().forEach(this::lost);
    index.executions().forEach(this::phantom);
    return violations;
  }

  private void lost(WriteStory story) {
    boolean isElsewhere = story.failed || story.givenUp || story.waiting;
    if (story.isAcknowledged() && story.executions.isEmpty() && !isElsewhere) {
      add(Violation.Kind.LOST, story, "it was acknowledged, and took no effect");
    }
  }

  private void phantom(WriteStory.Execution execution) {
    HistoryEvent.Effect effect = execution.effect();
    WriteStory story = index.story(effect.write());
    if (story == null || story.invoked > execution.at()) {
      violations.add(
          new Violation(
              Violation.Kind.PHANTOM, effect.write(), "it took effect, and no caller wrote it"));
    } else if (story.isRolledBack()) {
      add(Violation.Kind.PHANTOM, story, "it took effect, and its caller had rolled it back");
    } else if (!story.tenant.equals(effect.tenant())) {
      add(Violation.Kind.FOREIGN_TENANT, story, "it took effect for tenant " + effect.tenant());
    } else if (!story.address.equals(effect.address())) {
      add(Violation.Kind.PHANTOM, story, "it took effect at address " + effect.address());
    }
  }

  /** What took effect under another write's key, or twice before a service that honours keys. */
  List<Violation> perKey() {
    Map<String, String> writeOfKey = new HashMap<>();
    for (WriteStory.Execution execution : index.executions()) {
      HistoryEvent.Effect effect = execution.effect();
      WriteStory story = index.story(effect.write());
      String known = writeOfKey.putIfAbsent(effect.tenant() + " " + effect.key(), effect.write());
      if (story != null && known != null && !known.equals(effect.write())) {
        add(Violation.Kind.EFFECTS_PER_KEY, story, "it has the idempotency key of " + known);
      } else if (story != null && known != null && rules.honoursKeys()) {
        add(Violation.Kind.EFFECTS_PER_KEY, story, "its key took effect twice");
      }
    }
    return violations;
  }

  private void add(Violation.Kind kind, WriteStory story, String words) {
    violations.add(new Violation(kind, story.id, words));
  }
}
