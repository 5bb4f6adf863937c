package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges whether queued writes of a tenant take effect in the order of their acknowledgements. */
final class OrderJudge {

  private final HistoryIndex index;
  private final HistoryRules rules;
  private final List<Violation> violations = new ArrayList<>();

  OrderJudge(HistoryIndex index, HistoryRules rules) {
    this.index = index;
    this.rules = rules;
  }

  List<Violation> violations() {
    perTenant().values().forEach(this::order);
    return violations;
  }

  private void order(List<WriteStory> queued) {
    List<WriteStory> applied =
        queued.stream()
            .filter(story -> !story.executions.isEmpty() && !story.hasEverFailed())
            .filter(story -> !story.executions.get(0).effect().late())
            .toList();
    for (int i = 0; i + 1 < applied.size(); i++) {
      WriteStory first = applied.get(i);
      for (WriteStory second : applied.subList(i + 1, applied.size())) {
        if (first.keptInQueue < second.invoked
            && second.executions.get(0).at() < first.executions.get(0).at()) {
          violations.add(
              new Violation(Violation.Kind.ORDER, second.id, "it took effect before " + first.id));
        }
      }
    }
  }

  private Map<String, List<WriteStory>> perTenant() {
    Map<String, List<WriteStory>> tenants = new LinkedHashMap<>();
    for (WriteStory story : index.stories()) {
      if (story.keptInQueue != WriteStory.NEVER && rules.ordered().contains(story.tenant)) {
        tenants.computeIfAbsent(story.tenant, t -> new ArrayList<>()).add(story);
      }
    }
    return tenants;
  }
}
