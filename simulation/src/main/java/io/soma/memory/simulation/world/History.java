package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The events of a simulation, for the check and for people. For the thread that runs. */
final class History {

  private final Scheduler scheduler;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  History(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Records an event of a write, and its text for people. */
  void note(HistoryEvent event, String words) {
    events.add(event);
    tell(words);
  }

  /** Records an event that is of no interest to people. */
  void note(HistoryEvent event) {
    events.add(event);
  }

  /** Records a line that is only for people. */
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
