package io.soma.memory.domain.outbox;

/** The outbox's number of one event, unique in its table. */
public record EventId(long value) implements Comparable<EventId> {

  /** Of a write that was stored directly, without an event; no event has it. */
  public static final EventId NONE = new EventId(0);

  @Override
  public int compareTo(EventId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
