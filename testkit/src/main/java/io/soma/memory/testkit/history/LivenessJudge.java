package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** Judges whether everything came to an end after the last trouble. */
final class LivenessJudge {

  private LivenessJudge() {}

  static List<Violation> violations(HistoryIndex index) {
    List<Violation> violations = new ArrayList<>();
    for (WriteStory story : index.stories()) {
      if (story.waiting) {
        violations.add(
            new Violation(Violation.Kind.LIVENESS, story.id, "it still waits in the outbox"));
      } else if (story.ends.size() < story.invocations) {
        violations.add(
            new Violation(Violation.Kind.LIVENESS, story.id, "its caller never heard of it"));
      }
    }
    return violations;
  }
}
