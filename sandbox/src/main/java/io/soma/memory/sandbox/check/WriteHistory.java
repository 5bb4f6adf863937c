package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What callers did and heard, in its order. A caller notes that it begins before it sends anything,
 * and what it heard after that, so that the order is that of the events themselves. Safe for many
 * threads.
 */
public final class WriteHistory {

  private final List<TimedEvent> events = new ArrayList<>();
  private final Map<String, CheckedWrite> writes = new LinkedHashMap<>();
  private final Set<String> acknowledged = new HashSet<>();

  /** Writes that end without effect, and may. */
  private final Set<String> refused = new HashSet<>();

  private final Set<String> excused = new HashSet<>();

  /** What happened, and when, by {@link System#nanoTime}. */
  record TimedEvent(long atNanos, HistoryEvent event) {}

  /**
   * A caller begins an attempt at a write; the same id again is a repetition.
   *
   * @param named whether under an idempotency key of the caller's
   */
  public synchronized void invoked(CheckedWrite write, boolean named) {
    writes.put(write.id(), write);
    add(new HistoryEvent.Invoked(write.id(), write.tenant(), write.key(), named));
  }

  /** A caller hears what became of its attempt, or gives it up. */
  public synchronized void ended(CheckedWrite write, WriteOutcome outcome) {
    if (outcome.isAcknowledged()) {
      acknowledged.add(write.id());
    } else if (write.mayFail() && outcome != WriteOutcome.UNKNOWN) {
      refused.add(write.id());
    }
    if (write.mayFail() && outcome == WriteOutcome.FAILED_BEFORE) {
      // The row says so itself at the end; when it failed, nobody has seen.
      add(new HistoryEvent.Answered(write.id(), true));
      add(new HistoryEvent.Failed(write.id()));
    }
    add(new HistoryEvent.Ended(write.id(), outcome));
  }

  /** What became of a write in the outbox, as an operator or a look into the tables knows. */
  public synchronized void note(HistoryEvent event) {
    noteAt(System.nanoTime(), event);
  }

  /** The same for what happened before. */
  public synchronized void noteAt(long nanos, HistoryEvent event) {
    if (event instanceof HistoryEvent.Failed && isRefused(event.write())) {
      events.add(new TimedEvent(nanos, new HistoryEvent.Answered(event.write(), true)));
    }
    if (event instanceof HistoryEvent.Discarded || event instanceof HistoryEvent.Forgotten) {
      excused.add(event.write());
    }
    events.add(new TimedEvent(nanos, event));
  }

  private boolean isRefused(String id) {
    CheckedWrite write = writes.get(id);
    return write != null && write.mayFail();
  }

  private void add(HistoryEvent event) {
    events.add(new TimedEvent(System.nanoTime(), event));
  }

  synchronized List<TimedEvent> events() {
    return List.copyOf(events);
  }

  /** Every write that began, by its id, in the order of their beginnings. */
  public synchronized Map<String, CheckedWrite> writes() {
    return new LinkedHashMap<>(writes);
  }

  /** How many writes began. */
  public synchronized int size() {
    return writes.size();
  }

  /** How many of them no caller may rely on. */
  public synchronized int unacknowledged() {
    Set<String> ended = new HashSet<>(acknowledged);
    ended.addAll(refused);
    return writes.size() - ended.size();
  }

  /** Writes that the storage has forgotten, or that an operator has thrown away. */
  public synchronized Set<String> excused() {
    return Set.copyOf(excused);
  }

  /** Writes that their callers may rely on. */
  public synchronized Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }
}
