package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.ForeignReason;
import java.util.Map;
import java.util.Set;

/**
 * Which of the records that came through a transport are to be applied now.
 *
 * @param due events of this outbox that are due now
 * @param early unconfirmed events of this outbox that are not due yet
 * @param foreign records that are not events of this outbox, with the reason; all others are
 *     settled
 */
public record DueEvents(Set<EventId> due, Set<EventId> early, Map<EventId, ForeignReason> foreign) {

  public DueEvents {
    due = Set.copyOf(due);
    early = Set.copyOf(early);
    foreign = Map.copyOf(foreign);
  }
}
