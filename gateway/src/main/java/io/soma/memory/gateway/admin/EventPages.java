package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.gateway.json.JsonList;
import io.soma.memory.ports.driving.OutboxAdministration;
import java.util.List;

/**
 * Lists events in few bytes at a time: a page of eight first, as each may be of a megabyte or two,
 * and twice as many where they were small. The list ends at 16 MiB and says where it goes on. An
 * event that is queued between two pages shows up in none; one that leaves the outbox meanwhile may
 * hide one other.
 */
final class EventPages {

  static final int MAX_BYTES = 16 << 20;

  private static final int FIRST_PAGE = 8;
  private static final int SMALL_PAGE_BYTES = 1 << 20;

  private final OutboxAdministration outbox;
  private final EventFilter filter;
  private final int offset;
  private final JsonList events = new JsonList("events");
  private long lastId = Long.MAX_VALUE;
  private int passed;

  private EventPages(OutboxAdministration outbox, EventFilter filter, int offset) {
    this.outbox = outbox;
    this.filter = filter;
    this.offset = offset;
  }

  static EventPages of(OutboxAdministration outbox, EventFilter filter, int offset) {
    return new EventPages(outbox, filter, offset);
  }

  /** The answer: {@code events}, {@code count}, and, where it is cut off, {@code next_offset}. */
  byte[] upTo(int limit) {
    int page = FIRST_PAGE;
    while (events.size() < limit) {
      int asked = Math.min(page, limit - events.size());
      int before = events.bytes();
      List<OutboxEntry> entries = outbox.list(filter, asked, offset + passed);
      for (OutboxEntry entry : entries) {
        if (!add(entry)) {
          return events.end("truncated", true, "next_offset", offset + passed);
        }
      }
      if (entries.size() < asked) {
        break;
      }
      page = events.bytes() - before < SMALL_PAGE_BYTES ? page * 2 : FIRST_PAGE;
    }
    return events.end("truncated", false, "next_offset", null);
  }

  // The newest comes first, so that a page that was pushed back by new events repeats older ones.
  private boolean add(OutboxEntry entry) {
    long id = entry.event().id().value();
    if (id < lastId) {
      if (!events.add(Shown.event(entry), "payload", entry.event().delivery().body(), MAX_BYTES)) {
        return false;
      }
      lastId = id;
    }
    passed++;
    return true;
  }
}
