package io.soma.memory.ports.driving;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TrafficMark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's view of the outbox and operations on it; safe for many threads and from several
 * instances at once. Every method throws {@link
 * io.soma.memory.ports.driven.OutboxUnavailableException} if the outbox does not answer, and {@link
 * IllegalArgumentException} if too many events are named.
 */
public interface OutboxAdministration {

  /** As many events as one list may have. */
  int MAX_LISTED = 500;

  /** As many events as one order may name. */
  int MAX_NAMED = 1000;

  /** The backlog per tenant; tenants without a backlog are left out. */
  List<TenantBacklog> backlog();

  /** How many events each tenant has, confirmed ones that are kept included. Counts all rows. */
  OutboxSummary summary();

  /**
   * How many events of each tenant came in and were confirmed since a mark, in all instances; up to
   * about a second before now.
   *
   * @param since the mark of the count before; null for nothing but a mark to begin with
   */
  OutboxTraffic traffic(@Nullable TrafficMark since);

  /**
   * Events with their payloads, in the order of the filter.
   *
   * @param limit from 1 to {@value #MAX_LISTED}
   * @param offset how many to pass over, from 0
   */
  List<OutboxEntry> list(EventFilter filter, int limit, int offset);

  /** The event of this id, with its payload; empty if it is not there. */
  Optional<OutboxEntry> find(EventId id);

  /**
   * Has events carried and applied again, in their old order, with no attempts spent: failed ones,
   * and those that the transport has. Forced, also confirmed ones; whether these take effect again
   * is up to the memory service, as they come under their old idempotency keys.
   *
   * <p>An event that was overtaken by a newer write to the same address is refused unless forced.
   * Known are newer writes that are in the outbox, and those that went over HTTP after the event
   * failed; not known are those that left the outbox, their retention being over.
   *
   * @param ids from 1 to {@value #MAX_NAMED}
   */
  OutboxChange replay(List<EventId> ids, ReplayOptions options);

  /** The same for the events that are meant. */
  OutboxChange replay(EventSelection selection, ReplayOptions options);

  /**
   * Removes failed events for good. Others are refused unless forced: an acknowledged event that
   * has not failed may yet be delivered. Forced, an unconfirmed event is given up, such as a
   * poisonous one that is alone in its tenant and keeps the tenant's circuit open; a call that
   * delivers it at this moment may still take effect. Confirmed events are never removed here: they
   * go when their retention is over.
   *
   * @param ids from 1 to {@value #MAX_NAMED}
   */
  OutboxChange discard(List<EventId> ids, DiscardOptions options);

  /** The same for the events that are meant. */
  OutboxChange discard(EventSelection selection, DiscardOptions options);
}
