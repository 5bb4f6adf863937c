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
 * @param replays for due events that an operator has had replayed ({@link OutboxRecords#requeue}),
 *     a mark that another such replay changes; it is for comparison only
 * @param isHeldBack whether the tenant's events wait for the end of a hold ({@link
 *     OutboxRecords#requeue}): then none is due and none is early
 */
public record DueEvents(
    Set<EventId> due,
    Set<EventId> early,
    Map<EventId, ForeignReason> foreign,
    Map<EventId, String> replays,
    boolean isHeldBack) {

  /** While the tenant's events are held back. */
  public static final DueEvents HELD_BACK =
      new DueEvents(Set.of(), Set.of(), Map.of(), Map.of(), true);

  public DueEvents {
    due = Set.copyOf(due);
    early = Set.copyOf(early);
    foreign = Map.copyOf(foreign);
    replays = Map.copyOf(replays);
  }

  /** Of a tenant whose events are not held back. */
  public DueEvents(
      Set<EventId> due,
      Set<EventId> early,
      Map<EventId, ForeignReason> foreign,
      Map<EventId, String> replays) {
    this(due, early, foreign, replays, false);
  }

  /** The mark of an event's last replay by an operator; empty if there was none. */
  public String replayOf(EventId event) {
    return replays.getOrDefault(event, "");
  }
}
