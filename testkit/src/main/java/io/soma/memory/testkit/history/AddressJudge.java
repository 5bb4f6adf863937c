package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges whether an address ever goes back to an older write.
 *
 * <p>A late effect is excused where the client could not prevent it: its call was under way when
 * the newer write took effect, or the history does not say when it was sent. A late effect makes no
 * later write stale. Where the service honours keys, a late effect of an acknowledged write is like
 * any, as the write took effect before a newer one could; but for one that failed meanwhile.
 */
final class AddressJudge {

  private final HistoryIndex index;
  private final HistoryRules rules;
  private final List<Violation> violations = new ArrayList<>();

  AddressJudge(HistoryIndex index, HistoryRules rules) {
    this.index = index;
    this.rules = rules;
  }

  List<Violation> violations() {
    perAddress().values().forEach(this::stale);
    Map<String, WriteStory> lastInTime = lastInTime();
    index.stories().forEach(story -> outdated(story, lastInTime));
    index.stories().stream()
        .filter(story -> story.takenBack >= 0)
        .filter(story -> !hasOtherEffectBefore(story))
        .forEach(story -> violations.add(takenBackInVain(story)));
    return violations;
  }

  private boolean hasOtherEffectBefore(WriteStory story) {
    return index.stories().stream()
        .filter(other -> other != story && other.place().equals(story.place()))
        .anyMatch(other -> other.hasEffectBefore(story.takenBack));
  }

  private static Violation takenBackInVain(WriteStory story) {
    return new Violation(
        Violation.Kind.CONSERVATION,
        story.id,
        "its replay was taken back, and no other write of its address had taken effect");
  }

  private void stale(List<WriteStory.Execution> executions) {
    List<WriteStory.Execution> before = new ArrayList<>();
    for (WriteStory.Execution execution : executions) {
      WriteStory story = index.story(execution.effect().write());
      if (story == null) {
        continue;
      }
      boolean isExcused = isExcused(execution, story);
      int from = isExcused ? execution.sent() : execution.at();
      before.stream()
          .filter(newer -> newer.at() < from && from != WriteStory.NEVER)
          .map(newer -> index.story(newer.effect().write()))
          .filter(newer -> newer != null && isPassedBy(story, newer, from))
          .findFirst()
          .ifPresent(newer -> addStale(story, newer, isExcused));
      if (!isExcused) {
        before.add(execution);
      }
    }
  }

  private static boolean isPassedBy(WriteStory story, WriteStory newer, int at) {
    boolean isBroughtBack = at > story.broughtBack && story.broughtBack > newer.invoked;
    // One that the storage forgot keeps nothing older from its address any more.
    boolean isKnown = newer.forgotten >= at;
    return newer != story
        && story.precedes(newer)
        && !story.forced
        && !isBroughtBack
        && isKnown
        && !story.mayFollow(newer, at)
        && !story.isReplayedBeforeTheReceiptOf(newer, at);
  }

  private void addStale(WriteStory story, WriteStory newer, boolean wasLate) {
    add(
        story,
        (wasLate ? "it was sent after " : "it took effect after ")
            + newer.id
            + (wasLate ? " took effect" : "")
            + ", which is newer, at "
            + story.place());
  }

  // What a place ends with may not be older than the last write that its caller may rely on, also
  // where that one is a repetition of an earlier one. Under a named key it is no new write, and a
  // service that honours keys may know the key of any.
  private void outdated(WriteStory due, Map<String, WriteStory> lastInTime) {
    boolean mayBeKnown = due.invocations > 1 && (due.named || rules.honoursKeys());
    if (!due.isToHold() || due.executions.isEmpty() || mayBeKnown) {
      return;
    }
    WriteStory last = lastInTime.get(due.place());
    if (last != null
        && last != due
        && !last.forced
        && !last.mayFollow(due, WriteStory.NEVER)
        && !(last.broughtBack > due.lastInvoked)
        && last.precedesLastCallOf(due)) {
      add(due, "its address ends with " + last.id + ", which is older");
    }
  }

  /** The write that each place ends with, late effects left out. */
  private Map<String, WriteStory> lastInTime() {
    Map<String, WriteStory> last = new HashMap<>();
    for (WriteStory.Execution execution : index.executions()) {
      WriteStory story = index.story(execution.effect().write());
      if (story != null && !isExcused(execution, story)) {
        last.put(story.place(), story);
      }
    }
    return last;
  }

  private boolean isExcused(WriteStory.Execution execution, WriteStory story) {
    boolean tookEffectBefore =
        rules.honoursKeys() && story.isAcknowledged() && !story.hasEverFailed();
    return execution.effect().late() && !tookEffectBefore;
  }

  private Map<String, List<WriteStory.Execution>> perAddress() {
    Map<String, List<WriteStory.Execution>> places = new LinkedHashMap<>();
    for (WriteStory.Execution execution : index.executions()) {
      HistoryEvent.Effect effect = execution.effect();
      places
          .computeIfAbsent(effect.tenant() + "/" + effect.address(), p -> new ArrayList<>())
          .add(execution);
    }
    return places;
  }

  private void add(WriteStory story, String words) {
    violations.add(new Violation(Violation.Kind.STALE, story.id, words));
  }
}
