package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The rules for writes that join a transaction of their caller's, whatever database it is of: until
 * the transaction is over, other writes of the tenant queue. Safe for many threads.
 */
public final class JoinedWrites {

  private final DeliveryFactory deliveries;
  private final Backlog backlog;
  private final BackpressureLimit limit;
  private final RelaySignal relay;
  private final NamedWrites named;
  private final Tracing tracing;
  private final ShutdownGate gate;

  @Inject
  JoinedWrites(
      DeliveryFactory deliveries,
      Backlog backlog,
      BackpressureLimit limit,
      RelaySignal relay,
      NamedWrites named,
      Tracing tracing,
      ShutdownGate gate) {
    this.deliveries = deliveries;
    this.backlog = backlog;
    this.limit = limit;
    this.relay = relay;
    this.named = named;
    this.tracing = GuardedTracing.of(tracing);
    this.gate = gate;
  }

  /** The delivery of a write, in the trace of its caller. */
  public Delivery of(MemoryWrite write) {
    return tracing.atCaller(deliveries.of(write));
  }

  /**
   * The write that this instance stored directly under the same named key; that leaves no row which
   * the transaction could find.
   */
  public Optional<Enqueued> earlier(Delivery write) {
    return named
        .storedDirectly(write)
        .map(
            receipt ->
                receipt.fold(
                    stored -> found(write, stored.idempotencyKey(), false),
                    queued -> Enqueued.added(queued.eventId(), queued.idempotencyKey()),
                    superseded -> found(write, superseded.idempotencyKey(), true)));
  }

  private static Enqueued found(Delivery write, IdempotencyKey key, boolean isSuperseded) {
    EventStanding standing =
        new EventStanding(
            EventId.NONE,
            write.tenant(),
            write.orderingKey(),
            EventStatus.SENT,
            true,
            isSuperseded);
    return Enqueued.found(
        new KnownWrite(
            standing,
            write.requestId(),
            write.operation().topic(),
            key,
            write.identity().fingerprint(),
            null));
  }

  /**
   * Called before a write joins a transaction; each call is followed by {@link #ended}.
   *
   * @throws io.soma.memory.ports.driving.ClientClosedException if nothing here would deliver it
   * @throws OutboxFullException if too many of the tenant's writes wait
   */
  public void joins(TenantId tenant) {
    gate.requireOpen();
    long waiting = backlog.unconfirmed(tenant);
    if (waiting >= limit.perTenant()) {
      throw new OutboxFullException(tenant, waiting, limit.perTenant());
    }
    backlog.enqueueBegins(tenant);
  }

  /**
   * The write has joined. Earlier ones of its address are superseded from now on, as how the
   * transaction ends is known late, or never.
   */
  public void joined(Delivery write) {
    named.acknowledged(write);
  }

  /**
   * The transaction is over, or the write could not join it.
   *
   * @param committed whether the write is in the outbox now, as far as this can be told
   */
  public void ended(TenantId tenant, boolean committed) {
    backlog.enqueueEnds(tenant, committed);
    if (committed) {
      relay.wake(tenant);
    }
  }
}
