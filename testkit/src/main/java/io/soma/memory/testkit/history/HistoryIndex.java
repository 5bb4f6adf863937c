package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history by its writes, in the order of their first invocations. */
final class HistoryIndex {

  private final Map<String, WriteStory> stories = new LinkedHashMap<>();
  private final List<WriteStory.Execution> executions = new ArrayList<>();
  private final Map<Integer, Integer> sent = new HashMap<>();

  private HistoryIndex() {}

  static HistoryIndex of(List<HistoryEvent> history) {
    HistoryIndex index = new HistoryIndex();
    for (int at = 0; at < history.size(); at++) {
      index.add(history.get(at), at);
    }
    return index;
  }

  private void add(HistoryEvent event, int at) {
    WriteStory story = stories.get(event.write());
    if (event instanceof HistoryEvent.Invoked invoked) {
      invoke(
          story == null
              ? stories.computeIfAbsent(invoked.write(), id -> new WriteStory(invoked, at))
              : story,
          at);
    } else if (event instanceof HistoryEvent.Sent call) {
      sent.put(call.call(), at);
    } else if (event instanceof HistoryEvent.Effect effect) {
      execute(story, effect, at);
    } else if (story != null) {
      add(story, event, at);
    }
  }

  private static void invoke(WriteStory story, int at) {
    story.lastInvoked = at;
    story.invocations++;
    story.inLine = WriteStory.NEVER;
  }

  private void execute(@Nullable WriteStory story, HistoryEvent.Effect effect, int at) {
    WriteStory.Execution execution =
        new WriteStory.Execution(at, sent.getOrDefault(effect.call(), WriteStory.NEVER), effect);
    executions.add(execution);
    if (story != null) {
      story.executions.add(execution);
    }
  }

  private static void add(WriteStory story, HistoryEvent event, int at) {
    if (event instanceof HistoryEvent.Ended ended) {
      end(story, ended, at);
    } else if (event instanceof HistoryEvent.InLine) {
      story.inLine = at;
    } else if (event instanceof HistoryEvent.Joined) {
      story.joined = at;
    } else if (event instanceof HistoryEvent.Enqueued && story.joined < at) {
      story.committed = at;
    } else if (event instanceof HistoryEvent.Failed) {
      story.failed = true;
      story.firstFailed = Math.min(story.firstFailed, at);
    } else if (event instanceof HistoryEvent.TakenBack) {
      story.failed = true;
      story.takenBack = at;
    } else if (event instanceof HistoryEvent.Revived revived) {
      story.failed = false;
      story.forced |= revived.forced();
    } else if (event instanceof HistoryEvent.Discarded) {
      story.givenUp = true;
    } else if (event instanceof HistoryEvent.Forgotten) {
      story.givenUp = true;
      story.forgotten = at;
      story.keptInQueue = WriteStory.NEVER;
    } else if (event instanceof HistoryEvent.BroughtBack back) {
      story.broughtBack = at;
      story.failed = back.failed();
    } else if (event instanceof HistoryEvent.Waiting) {
      story.waiting = true;
    }
  }

  private static void end(WriteStory story, HistoryEvent.Ended ended, int at) {
    story.ends.add(new WriteStory.End(at, ended.outcome()));
    story.lastEnded = at;
    if (ended.outcome().isAcknowledged()) {
      // Acknowledged anew, to a caller that began after the storage had forgotten it.
      story.givenUp &= story.forgotten > story.lastInvoked;
      if (!story.isAcknowledged()) {
        story.acknowledged = at;
        story.acknowledgedCall = story.lastInvoked;
      }
    }
    if (ended.outcome() == WriteOutcome.QUEUED) {
      story.queued = Math.min(story.queued, at);
      story.keptInQueue = Math.min(story.keptInQueue, at);
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
}
