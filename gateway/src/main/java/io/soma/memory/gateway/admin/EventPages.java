package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.gateway.json.JsonList;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OutboxAdministration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists events in few bytes at a time: a page of eight, as each may be of a megabyte or two, and of
 * fewer where the heap is small. That the last ones were small says nothing of the next. The list
 * ends at 16 MiB, or at a 64th of the heap, and says where it goes on: were every connection of the
 * admin API slow to take its answer, they would hold half of the heap. An event that is queued
 * between two pages shows up in none; one that leaves the outbox meanwhile may hide one other.
 */
final class EventPages {

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_PAGE = 8;

  /** The outbox finds events by their status; which of those were delivered is looked at here. */
  private static final int MAX_PASSED_OVER = 2_000;

  private static final int LARGE_EVENT_BYTES = 2 << 20;

  private final OutboxAdministration outbox;
  private final HealthReport health;
  private final EventFilter filter;
  private final @Nullable EventState state;
  private final int offset;
  private final JsonList events = new JsonList("events");
  private @Nullable Long lastId;
  private int passed;

  private EventPages(
      OutboxAdministration outbox,
      HealthReport health,
      EventFilter filter,
      @Nullable EventState state,
      int offset) {
    this.outbox = outbox;
    this.health = health;
    this.filter = filter;
    this.state = state;
    this.offset = offset;
  }

  /**
   * Of the events that pass a filter.
   *
   * @param state those of this state only; null for every state
   */
  static EventPages of(
      OutboxAdministration outbox,
      HealthReport health,
      EventFilter filter,
      @Nullable EventState state,
      int offset) {
    return new EventPages(outbox, health, filter, state, offset);
  }

  /** The answer: {@code events}, {@code count}, and, where it is cut off, {@code next_offset}. */
  byte[] upTo(int limit) {
    while (events.size() < limit) {
      int asked = Math.min(pageSize(), limit - events.size());
      List<OutboxEntry> entries = outbox.list(filter, asked, offset + passed);
      for (OutboxEntry entry : entries) {
        if (!add(entry)) {
          return events.end("truncated", true, "next_offset", offset + passed);
        }
      }
      if (entries.size() < asked) {
        break;
      }
      if (passed - events.size() >= MAX_PASSED_OVER) {
        return events.end("truncated", true, "next_offset", offset + passed);
      }
    }
    return events.end("truncated", false, "next_offset", null);
  }

  static int maxBytes() {
    return (int) Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 64);
  }

  /** How many events, with their payloads, are held at a time. */
  static int pageSize() {
    return Math.max(1, Math.min(MAX_PAGE, maxBytes() / LARGE_EVENT_BYTES));
  }

  // Those of another state are passed over. Where the newest comes first, a page that was pushed
  // back by new events repeats older ones.
  private boolean add(OutboxEntry entry) {
    long id = entry.row().id().value();
    if (isNext(id) && (state == null || EventState.of(entry) == state)) {
      Map<String, @Nullable Object> shown = Shown.event(entry, health);
      if (!events.add(shown, "payload", entry.row().body(), maxBytes())) {
        return false;
      }
      lastId = id;
    }
    passed++;
    return true;
  }

  private boolean isNext(long id) {
    return lastId == null || (filter.oldestFirst() ? id > lastId : id < lastId);
  }
}
