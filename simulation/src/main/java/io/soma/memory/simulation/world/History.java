package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened, for the check and for a person. For the thread that runs. */
final class History {

  private final Scheduler scheduler;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  History(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Notes an event of a write, and what a person reads of it. */
  void note(HistoryEvent event, String words) {
    events.add(event);
    tell(words);
  }

  /** Notes what only a person wants to know. */
  void tell(String words) {
    lines.add(String.format(Locale.ROOT, "%8.3f s  %s", scheduler.now() / 1e9, words));
  }

  List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
