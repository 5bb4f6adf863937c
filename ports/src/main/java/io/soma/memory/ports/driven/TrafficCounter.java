package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events that come into the outbox and those that are confirmed, of all instances. Safe
 * for many threads.
 */
@FunctionalInterface
public interface TrafficCounter {

  /**
   * What moved since a mark, each event once over marks that follow each other. The count ends
   * shortly before now, so that a transaction that commits at this moment is in a later one. One
   * that commits later than a second after its statement is in none, and so is an event that was
   * removed since.
   *
   * @param since null for nothing but a mark to begin with
   * @throws OutboxUnavailableException if the database does not answer
   */
  OutboxTraffic since(@Nullable TrafficMark since);
}
