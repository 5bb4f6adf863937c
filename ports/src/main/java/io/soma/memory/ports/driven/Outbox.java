package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one durable queue of writes that the memory service has not confirmed.
 *
 * <p>A change is durable when the method returns. Every method may throw {@link
 * OutboxUnavailableException}; a change may then have happened or not, and repeating the call is
 * safe. Safe for use by many threads and by many instances.
 *
 * <p>An event is <em>unconfirmed</em> while it is neither confirmed nor failed.
 */
public interface Outbox {

  /**
   * Which outbox this is. It stays the same for as long as the storage does; a copy of the storage
   * gets another one.
   */
  OutboxIdentity identity();

  /**
   * Commits a write, unless it repeats an earlier one: then that one is returned.
   *
   * <p>If the caller named the key, an existing write under the same dedupe key is found, in any
   * status and with any content. Any other write repeats only the newest unconfirmed one of its
   * address, if request id and content are the same ({@link KnownWrite#isRepeatedBy}); else it is
   * added, under a number where its dedupe key is taken.
   *
   * <p>A write may wait long before it is sent to the storage. Meanwhile its caller may have
   * repeated it elsewhere and then written a newer one. So {@code isCallerGone} is called at the
   * last moment, and once more before a second try.
   *
   * @param isCallerGone whether the caller has stopped waiting for the outcome; called by any
   *     thread
   * @throws AbandonedWriteException if the caller was gone; where the answer to a first try was
   *     lost, that one may still add the write
   * @throws io.soma.memory.domain.write.InvalidWriteException if the storage would refuse this very
   *     write for ever
   */
  Enqueued enqueue(Delivery delivery, BooleanSupplier isCallerGone);

  /** The same for a caller that waits, however long it takes. */
  default Enqueued enqueue(Delivery delivery) {
    return enqueue(delivery, () -> false);
  }

  /** The write that is there under this key, confirmed and failed ones included. */
  Optional<KnownWrite> find(DedupeKey key);

  /**
   * The tenants with a commit of unknown outcome: a commit of this instance whose answer was lost,
   * and a commit of any instance that was already under way at the previous call of this method. A
   * commit that has left the result is settled: its event is visible from now on, or never. Calls
   * must not overlap.
   */
  UnsettledCommits unsettledCommits();

  /**
   * Notes that an instance uses the outbox; to be called every few seconds by each.
   *
   * @param instance another one for each instance, and each start of it
   * @param hold how long after a replay a direct write of this instance may still be confirmed that
   *     began before it knew of the replay ({@link OutboxRecords#requeue})
   * @return how it stands among the others
   */
  InstanceStanding announce(InstanceId instance, Duration hold);

  /** The same for an instance that writes nothing directly. */
  default InstanceStanding announce(InstanceId instance) {
    return announce(instance, Duration.ZERO);
  }

  /**
   * Whether a write would be committed now, as far as can be told without one; false where it would
   * only be read, as on a standby. It adds nothing, and is cheap enough for every second.
   */
  boolean takesWrites();

  /**
   * The backlog of every tenant with an unconfirmed event. The result contains every event whose
   * enqueue, in any instance, returned before this call began: a tenant that has events is never
   * missing. The number of a tenant's events may be some seconds old where it is 1 000 or more.
   */
  List<TenantBacklog> backlog();

  /** The backlog of one tenant, as fresh as {@link #backlog()}; empty if it has none. */
  default Optional<TenantBacklog> backlog(TenantId tenant) {
    return backlog().stream().filter(backlog -> backlog.tenant().equals(tenant)).findFirst();
  }

  /** Up to {@code limit} tenants with pending events, those after {@code after} in tenant order. */
  List<TenantId> tenantsWithPending(@Nullable TenantId after, int limit);

  /**
   * The lease's tenant's oldest pending events, in the order in which they must be delivered; empty
   * if the lease is no longer held.
   *
   * @param maxBytes their bodies together are no larger, unless the first one alone is
   */
  List<OutboxEvent> pending(TenantLease lease, int limit, long maxBytes);

  /** The same, without a limit of size. */
  default List<OutboxEvent> pending(TenantLease lease, int limit) {
    return pending(lease, limit, Long.MAX_VALUE);
  }

  /**
   * Marks pending events of the lease's tenant as acknowledged by the transport. The only change
   * that need not be durable when the method returns: an event that lost its mark is carried once
   * more.
   *
   * @return how many changed: none if the lease is no longer held; confirmed ones never
   */
  int markSent(TenantLease lease, List<EventId> ids);

  /**
   * Which of these records, which came through a transport as events of one tenant, are to be
   * applied now: events of this outbox that are unconfirmed, and before which no unconfirmed event
   * of the tenant is missing from the list.
   *
   * <p>A record is an event of this outbox only if outbox, id, write and body are those of a row
   * ({@link io.soma.memory.domain.outbox.ForeignReason#difference}). An event of this outbox whose
   * row is gone is settled, not foreign. While an operator's replay is held back, none of the
   * tenant's events is due ({@link OutboxRecords#requeue}).
   *
   * @param events in ascending order of their ids
   */
  DueEvents due(TenantId tenant, List<OutboxEvent> events);

  /**
   * Has events of one tenant carried once more, in order: sets the sent, unconfirmed ones up to and
   * including {@code last} pending again.
   *
   * @return how many changed; pending, confirmed and failed ones never do
   */
  int resend(TenantId tenant, EventId last);

  /**
   * Has these events of one tenant carried once more: sets the sent, unconfirmed ones pending
   * again.
   *
   * @return how many changed
   */
  int resend(TenantId tenant, Collection<EventId> ids);

  /**
   * Notes that the memory service confirmed these events of one tenant, which were read before and
   * applied since; for confirmed ones, nothing changes. Older failed events of their addresses, of
   * an operation that they overtake, are overtaken from then on, also after the confirmed ones
   * left.
   *
   * <p>If the outbox was restored meanwhile, an id may belong to another write: nothing changes for
   * that write.
   *
   * <p>It asks for no lease, but is for the present holder of the right to deliver, as {@link
   * #fail} and {@link #spendAttempt} are: with the last confirmation of a tenant newer writes go
   * directly, and would pass what the next holder is sending once more. Where this instance took
   * the right and another one took it since, an adapter changes nothing.
   */
  void confirm(TenantId tenant, List<OutboxEvent> events);

  /**
   * Notes that this very event was refused. It waits for an operator and blocks no other event; a
   * confirmed event stays confirmed. Whether a newer write of its address is confirmed is noted
   * beside it.
   *
   * @param error why, short and free of secrets
   */
  void fail(TenantId tenant, EventId id, String error);

  /**
   * The same of an event that was read before; nothing changes if its id is another write's now.
   */
  void fail(OutboxEvent event, String error);

  /**
   * Notes that an unconfirmed event, which was read before, was tried in vain on its own account;
   * with the last of the {@code allowed} attempts it fails, as by {@link #fail}.
   *
   * @param error why, short and free of secrets
   * @return how many attempts it has spent, this one included; 0 if it is not unconfirmed, or if
   *     its id is another write's now
   */
  int spendAttempt(OutboxEvent event, String error, int allowed);

  /**
   * Events that may be applied before an unconfirmed one of their tenant without harm: unconfirmed
   * and younger, of the same topic but of other ordering keys, each the first unconfirmed one of
   * its key; oldest first. An adapter may leave out those with 1 000 or more unconfirmed ones of
   * the tenant before them. There are none while an operator's replay is held back.
   *
   * @param after only those behind this one
   */
  List<OutboxEvent> independentOf(OutboxEvent event, EventId after, int limit);

  /**
   * Removes confirmed events after their retention, in one short transaction.
   *
   * @return how many were removed; fewer than {@code limit} if no more are due
   */
  default int purge(int limit) {
    return 0;
  }
}
