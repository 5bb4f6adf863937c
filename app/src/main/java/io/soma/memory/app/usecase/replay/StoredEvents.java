package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.write.DedupeKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Events that the memory service stored and that the outbox may not know to be confirmed: while
 * PostgreSQL takes no confirmation, they are not sent again and again, but only confirmed again.
 *
 * <p>Nothing rests on it: an event that is not in it is sent once more, as after a crash. Safe for
 * many threads.
 */
@Singleton
public final class StoredEvents {

  /** More than the batches of all tenants that one instance delivers at a time. */
  private static final int MOST = 10_000;

  private final int most;

  /** The oldest first. */
  private final Set<Key> keys = new LinkedHashSet<>();

  @Inject
  StoredEvents() {
    this(MOST);
  }

  /** Remembers the newest of them only; with 0 none. */
  StoredEvents(int most) {
    this.most = most;
  }

  /** Call it before the outbox, because the outbox's answer may be lost. */
  synchronized void add(List<OutboxEvent> events) {
    events.forEach(event -> keys.add(Key.of(event)));
    Iterator<Key> oldest = keys.iterator();
    while (keys.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The outbox knows them to be confirmed. */
  synchronized void remove(List<OutboxEvent> events) {
    events.forEach(event -> keys.remove(Key.of(event)));
  }

  /** Whether the memory service stored it, as far as is remembered. */
  synchronized boolean contains(OutboxEvent event) {
    return keys.contains(Key.of(event));
  }

  /** A restored database may give an id again, so that the id is not enough. */
  private record Key(OutboxIdentity outbox, EventId id, DedupeKey dedupeKey) {
    static Key of(OutboxEvent event) {
      return new Key(event.outbox(), event.id(), event.delivery().dedupeKey());
    }
  }
}
