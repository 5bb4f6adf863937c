package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history by its writes, in the order of their first invocations. */
final class HistoryIndex {

  private final Map<String, WriteStory> stories = new LinkedHashMap<>();
  private final List<WriteStory.Execution> executions = new ArrayList<>();
  private final List<Violation> confirmedWithoutEffect = new ArrayList<>();

  private HistoryIndex() {}

  static HistoryIndex of(List<HistoryEvent> history) {
    HistoryIndex index = new HistoryIndex();
    for (int at = 0; at < history.size(); at++) {
      index.add(history.get(at), at);
    }
    return index;
  }

  private void add(HistoryEvent event, int at) {
    if (event instanceof HistoryEvent.Invoked invoked) {
      WriteStory story =
          stories.computeIfAbsent(invoked.write(), id -> new WriteStory(invoked, at));
      story.lastInvoked = at;
      story.invocations++;
      story.inLine = WriteStory.NEVER;
      return;
    }
    WriteStory story = stories.get(event.write());
    if (event instanceof HistoryEvent.Effect effect) {
      WriteStory.Execution execution = new WriteStory.Execution(at, effect);
      executions.add(execution);
      if (story != null) {
        story.executions.add(execution);
      }
    } else if (story != null) {
      add(story, event, at);
    }
  }

  private void add(WriteStory story, HistoryEvent event, int at) {
    if (event instanceof HistoryEvent.Ended ended) {
      end(story, ended, at);
    } else if (event instanceof HistoryEvent.InLine) {
      story.inLine = at;
    } else if (event instanceof HistoryEvent.Confirmed && story.executions.isEmpty()) {
      confirmedWithoutEffect.add(
          new Violation(
              Violation.Kind.CONSERVATION,
              story.id,
              "the outbox took it for confirmed before it took any effect"));
    } else if (event instanceof HistoryEvent.Failed) {
      story.failed = true;
      story.everFailed = true;
    } else if (event instanceof HistoryEvent.Revived requeued) {
      story.failed = false;
      story.forced |= requeued.forced();
    } else if (event instanceof HistoryEvent.Discarded || event instanceof HistoryEvent.Forgotten) {
      story.givenUp = true;
    } else if (event instanceof HistoryEvent.Waiting) {
      story.waiting = true;
    }
  }

  private static void end(WriteStory story, HistoryEvent.Ended ended, int at) {
    story.ends.add(ended);
    story.lastEnded = at;
    if (ended.outcome().isAcknowledged()) {
      story.acknowledged = Math.min(story.acknowledged, at);
    }
    if (ended.outcome() == WriteOutcome.QUEUED) {
      story.queued = Math.min(story.queued, at);
    }
  }

  Collection<WriteStory> stories() {
    return stories.values();
  }

  List<WriteStory.Execution> executions() {
    return executions;
  }

  @Nullable WriteStory story(String id) {
    return stories.get(id);
  }

  List<Violation> confirmedWithoutEffect() {
    return confirmedWithoutEffect;
  }
}
