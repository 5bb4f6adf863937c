package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a history against the promises. Each judge looks at one promise, and knows nothing of the
 * client, the outbox or the transport that the history came from.
 */
public final class HistoryCheck {

  private final HistoryIndex index;
  private final HistoryRules rules;
  private final List<Violation> violations = new ArrayList<>();

  private HistoryCheck(List<HistoryEvent> history, HistoryRules rules) {
    this.index = HistoryIndex.of(history);
    this.rules = rules;
  }

  /** Every violation that the history shows, by promise; none where all of them were kept. */
  public static List<Violation> violations(List<HistoryEvent> history, HistoryRules rules) {
    HistoryCheck check = new HistoryCheck(history, rules);
    check.judge();
    return List.copyOf(check.violations);
  }

  private void judge() {
    index.stories().forEach(this::lost);
    index.executions().forEach(this::phantom);
    perAddress().values().forEach(this::stale);
    Map<String, WriteStory> lastInTime = lastInTime();
    index.stories().forEach(story -> outdated(story, lastInTime));
    perTenant().values().forEach(this::order);
    effectsPerKey();
    index.stories().forEach(this::falseAcknowledgement);
    violations.addAll(index.confirmedWithoutEffect());
    index.stories().forEach(this::liveness);
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
    } else if (!story.tenant.equals(effect.tenant())) {
      add(Violation.Kind.FOREIGN_TENANT, story, "it took effect for tenant " + effect.tenant());
    } else if (!story.address.equals(effect.address())) {
      add(Violation.Kind.PHANTOM, story, "it took effect at address " + effect.address());
    }
  }

  // Judges only effects in time: a write that a late effect overwrites is not stale, and a late
  // effect makes no later write stale. Where the service honours keys, a late effect of an
  // acknowledged write is like any.
  private void stale(List<WriteStory.Execution> executions) {
    List<WriteStory> before = new ArrayList<>();
    for (WriteStory.Execution execution : executions) {
      WriteStory story = index.story(execution.effect().write());
      if (story == null || isExcused(execution, story)) {
        continue;
      }
      for (WriteStory newer : before) {
        if (newer != story && story.precedes(newer) && !story.forced) {
          add(
              Violation.Kind.STALE,
              story,
              "it took effect after " + newer.id + ", which is newer, at " + story.place());
          break;
        }
      }
      before.add(story);
    }
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
    if (last != null && last != due && !last.forced && last.placed() < due.lastInvoked) {
      add(Violation.Kind.STALE, due, "its address ends with " + last.id + ", which is older");
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
    return execution.effect().late() && (!rules.honoursKeys() || !story.isAcknowledged());
  }

  private void order(List<WriteStory> queued) {
    List<WriteStory> applied =
        queued.stream()
            .filter(story -> !story.executions.isEmpty() && !story.everFailed)
            .filter(story -> !story.executions.get(0).effect().late())
            .toList();
    for (int i = 0; i + 1 < applied.size(); i++) {
      WriteStory first = applied.get(i);
      for (WriteStory second : applied.subList(i + 1, applied.size())) {
        if (first.queued < second.invoked
            && second.executions.get(0).at() < first.executions.get(0).at()) {
          add(Violation.Kind.ORDER, second, "it took effect before " + first.id);
        }
      }
    }
  }

  private void effectsPerKey() {
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
  }

  private void falseAcknowledgement(WriteStory story) {
    for (HistoryEvent.Ended end : story.ends) {
      if (end.outcome() == WriteOutcome.STORED && !story.hasEffectBefore(story.lastEnded)) {
        add(Violation.Kind.FALSE_ACKNOWLEDGEMENT, story, "stored before it took effect");
      } else if (end.outcome() == WriteOutcome.FAILED_BEFORE && !story.everFailed) {
        add(Violation.Kind.FALSE_ACKNOWLEDGEMENT, story, "said to have failed, and had not");
      } else if (end.outcome() == WriteOutcome.SUPERSEDED && !isFollowed(story)) {
        add(Violation.Kind.FALSE_ACKNOWLEDGEMENT, story, "superseded by no newer write");
      }
    }
  }

  private boolean isFollowed(WriteStory story) {
    return index.stories().stream()
        .anyMatch(
            other ->
                other.place().equals(story.place())
                    && other.lastInvoked > story.invoked
                    && other != story);
  }

  private void liveness(WriteStory story) {
    if (story.waiting) {
      add(Violation.Kind.LIVENESS, story, "it still waits in the outbox");
    } else if (story.ends.size() < story.invocations) {
      add(Violation.Kind.LIVENESS, story, "its caller never heard of it");
    }
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

  private Map<String, List<WriteStory>> perTenant() {
    Map<String, List<WriteStory>> tenants = new LinkedHashMap<>();
    for (WriteStory story : index.stories()) {
      if (story.queued != WriteStory.NEVER && rules.ordered().contains(story.tenant)) {
        tenants.computeIfAbsent(story.tenant, t -> new ArrayList<>()).add(story);
      }
    }
    return tenants;
  }

  private void add(Violation.Kind kind, WriteStory story, String words) {
    violations.add(new Violation(kind, story.id, words));
  }
}
