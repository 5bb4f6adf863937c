package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventSelection;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox as operators see it and put it right.
 *
 * <p>A change is durable when the method returns. Every method may throw {@link
 * OutboxUnavailableException}; a change may then have happened or not, and repeating the call is
 * safe. Safe for use by many threads and by many instances.
 */
public interface OutboxRecords {

  /**
   * Up to {@code limit} events that pass the filter, in its order, without the first {@code offset}
   * ones.
   */
  List<OutboxEntry> list(EventFilter filter, int limit, int offset);

  /** The event of this id; empty if it is not there. */
  Optional<OutboxEntry> find(EventId id);

  /**
   * How many events each tenant has, in tenant order, confirmed ones that are kept included; empty
   * tenants left out. Counts every row, so it is for a person and not for a scrape.
   */
  List<TenantCounts> counts();

  /**
   * How many failed events each tenant has, tenants without any left out. It walks the failed ones
   * alone, so that one process may ask every few seconds.
   */
  Map<TenantId, Long> failedCounts();

  /** The events that are meant, the oldest first. */
  List<EventId> select(EventSelection selection);

  /** How these events stand, in ascending order; those that are not there are left out. */
  List<EventStanding> standings(List<EventId> ids);

  /**
   * The addresses of failed events that no newer write is known to have overtaken, of every tenant
   * that has some; those that a replay holds back are among them.
   *
   * @param perTenant as many addresses of each tenant as this at most
   */
  List<TenantFailures> failedAddresses(int perTenant);

  /**
   * Notes that a write that is not in the outbox was confirmed for an address: the failed events of
   * that address are overtaken if they are of an operation that it overtakes ({@link
   * WriteOperation#overtakes}). So are those that a replay holds back ({@link #requeue}); they are
   * failed again.
   *
   * @return how many replays it took back
   */
  int overtake(EventAddress address, WriteOperation newer);

  /**
   * Takes back the replays of an address that are held back, and that the newer write overtakes:
   * they are failed again, and overtaken. For a newer write that may have taken effect, and waits
   * in the outbox or is about to.
   *
   * @return how many replays it took back
   */
  int takeBack(EventAddress address, WriteOperation newer);

  /**
   * Sets events of a tenant pending again, in their old place, with no attempts spent and no error:
   * failed ones, and sent ones.
   *
   * <p>Without {@code force}, it leaves alone confirmed events and failed events that are
   * overtaken. No write of the tenant is committed between this check and the change.
   *
   * <p>A newer write of another instance may have gone past the outbox before that instance knew of
   * the replay, and its result may not be known yet. So failed events are held back: for a time
   * none of the tenant's events is delivered, and {@link #overtake} still takes the replay back. A
   * forced replay is not held back, nor is any while no other instance uses the outbox.
   *
   * <p>Each replay of a failed event, and each forced one, changes {@link DueEvents#replays}, so
   * that every instance knows that the event must be sent.
   *
   * @param hold how long failed events are held back at least, by the storage's clock; longer if an
   *     instance announced a longer time ({@link Outbox#announce(InstanceId, Duration)})
   * @return those that changed, in ascending order; pending ones never do
   */
  List<EventId> requeue(TenantId tenant, List<EventId> ids, boolean force, Duration hold);

  /**
   * Removes failed events of a tenant for good.
   *
   * @return those that were removed, in ascending order; no other event ever is
   */
  List<EventId> discard(TenantId tenant, List<EventId> ids);
}
