package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that the memory service stored and that the outbox may not know to be confirmed: while
 * PostgreSQL takes no confirmation, they are not sent again and again, but only confirmed again.
 *
 * <p>Nothing rests on it: an event that is not in it is sent once more, as after a crash. It
 * forgets an event after {@link #KEPT} without another attempt to confirm it, and when an operator
 * has the event replayed: another instance may have confirmed it meanwhile, and the replay must be
 * sent. Safe for many threads.
 */
@Singleton
public final class StoredEvents {

  /** More than the batches of all tenants that one instance delivers at a time. */
  private static final int MOST = 10_000;

  static final Duration KEPT = Duration.ofMinutes(10);

  private final MonotonicClock clock;
  private final int most;

  /** When each was noted last; the oldest first. */
  private final Map<Key, Long> times = new LinkedHashMap<>();

  @Inject
  StoredEvents(MonotonicClock clock) {
    this(clock, MOST);
  }

  /** Remembers the newest of them only; with 0 none. */
  StoredEvents(MonotonicClock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** Call it before the outbox, because the outbox's answer may be lost. */
  synchronized void add(List<OutboxEvent> events) {
    for (OutboxEvent event : events) {
      Key key = Key.of(event);
      times.remove(key);
      times.put(key, clock.nanos());
    }
    Iterator<Key> oldest = times.keySet().iterator();
    while (times.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The outbox knows them to be confirmed. */
  synchronized void remove(List<OutboxEvent> events) {
    events.forEach(event -> times.remove(Key.of(event)));
  }

  /** An operator has them replayed. Call it before the outbox, because they may be due at once. */
  public synchronized void forget(Collection<EventId> ids) {
    times.keySet().removeIf(key -> ids.contains(key.id()));
  }

  /** Whether the memory service stored it, as far as is remembered. */
  synchronized boolean contains(OutboxEvent event) {
    Long noted = times.get(Key.of(event));
    return noted != null && clock.nanos() - noted <= KEPT.toNanos();
  }

  /** A restored database may give an id again, so that the id is not enough. */
  private record Key(OutboxIdentity outbox, EventId id, DedupeKey dedupeKey) {
    static Key of(OutboxEvent event) {
      return new Key(event.outbox(), event.id(), event.delivery().dedupeKey());
    }
  }
}
