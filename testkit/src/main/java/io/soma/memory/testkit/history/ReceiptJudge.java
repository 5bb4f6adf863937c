package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** Judges whether each receipt was true when its caller got it. */
final class ReceiptJudge {

  private final HistoryIndex index;
  private final List<Violation> violations = new ArrayList<>();

  ReceiptJudge(HistoryIndex index) {
    this.index = index;
  }

  List<Violation> violations() {
    index.stories().forEach(story -> story.ends.forEach(end -> judge(story, end)));
    return violations;
  }

  private void judge(WriteStory story, WriteStory.End end) {
    if (end.outcome() == WriteOutcome.STORED && !story.hasEffectBefore(end.at())) {
      add(story, "stored before it took effect");
    } else if (end.outcome() == WriteOutcome.STORED && isOverwritten(story, end.at())) {
      add(story, "stored, and one followed that had joined a transaction before and was open");
    } else if (end.outcome() == WriteOutcome.FAILED_BEFORE && story.firstFailed > end.at()) {
      add(story, "said to have failed, and had not");
    } else if (end.outcome() == WriteOutcome.SUPERSEDED && !isFollowed(story, end.at())) {
      add(story, "superseded by no newer write");
    }
  }

  // Where its caller hears "stored", nothing that may follow is open.
  private boolean isOverwritten(WriteStory story, int end) {
    return index.stories().stream()
        .filter(other -> other != story && other.place().equals(story.place()))
        .filter(other -> other.joined < story.invoked && other.committed > story.invoked)
        .filter(other -> !other.hasEverFailed() && other.broughtBack < 0)
        .flatMap(other -> other.executions.stream())
        .anyMatch(execution -> execution.at() > end && !execution.effect().late());
  }

  private boolean isFollowed(WriteStory story, int before) {
    return index.stories().stream()
        .anyMatch(
            other ->
                other.place().equals(story.place())
                    && other.lastInvoked > story.invoked
                    && other.invoked < before
                    && other != story);
  }

  private void add(WriteStory story, String words) {
    violations.add(new Violation(Violation.Kind.FALSE_ACKNOWLEDGEMENT, story.id, words));
  }
}
