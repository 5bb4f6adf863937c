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
 * forgets an event after {@link #KEPT} without another attempt to confirm it. What it knows of an
 * event ends when an operator has the event replayed, through whichever instance: the event may
 * have been confirmed meanwhile, and the replay must be sent. Safe for many threads.
 */
@Singleton
public final class StoredEvents {

  /** More than the batches of all tenants that one instance delivers at a time. */
  private static final int MOST = 10_000;

  static final Duration KEPT = Duration.ofMinutes(10);

  private final MonotonicClock clock;
  private final int most;

  /** The oldest first. */
  private final Map<Key, Noted> noted = new LinkedHashMap<>();

  @Inject
  StoredEvents(MonotonicClock clock) {
    this(clock, MOST);
  }

  /** Remembers the newest of them only; with 0 none. */
  StoredEvents(MonotonicClock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /**
   * Call it before the outbox, because the outbox's answer may be lost.
   *
   * @param replay the mark of the event's last replay by an operator, as it was before it was sent
   */
  synchronized void add(OutboxEvent event, String replay) {
    Key key = Key.of(event);
    noted.remove(key);
    noted.put(key, new Noted(clock.nanos(), replay));
    Iterator<Key> oldest = noted.keySet().iterator();
    while (noted.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The outbox knows them to be confirmed. */
  synchronized void remove(List<OutboxEvent> events) {
    events.forEach(event -> noted.remove(Key.of(event)));
  }

  /** An operator has them replayed. Call it before the outbox, because they may be due at once. */
  public synchronized void forget(Collection<EventId> ids) {
    noted.keySet().removeIf(key -> ids.contains(key.id()));
  }

  /**
   * Whether the memory service stored it since its last replay by an operator, as far as is
   * remembered.
   *
   * @param replay the mark of that replay, as it is now
   */
  synchronized boolean contains(OutboxEvent event, String replay) {
    Noted last = noted.get(Key.of(event));
    return last != null
        && last.replay().equals(replay)
        && clock.nanos() - last.nanos() <= KEPT.toNanos();
  }

  /** When an event was noted last, and its last replay at that time. */
  private record Noted(long nanos, String replay) {}

  /** A restored database may give an id again, so that the id is not enough. */
  private record Key(OutboxIdentity outbox, EventId id, DedupeKey dedupeKey) {
    static Key of(OutboxEvent event) {
      return new Key(event.outbox(), event.id(), event.delivery().dedupeKey());
    }
  }
}
