package io.soma.memory.app.wiring;

import io.soma.memory.app.background.Background;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.client.DeliveryFactory;
import io.soma.memory.app.usecase.client.NamedWrites;
import io.soma.memory.app.usecase.client.OutboxWriter;
import io.soma.memory.app.usecase.client.ShutdownGate;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStanding;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.transaction.TransactionWatch;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.GuardedTracing;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets embedders write within their own transactions, and keeps the tenant's other writes behind
 * them. Costs nothing until it is used.
 */
@Singleton
final class TransactionalDoor implements Background, TransactionWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Supervisor supervisor;
  private final Provider<PostgresStore> store;
  private final DeliveryFactory deliveries;
  private final Backlog backlog;
  private final BackpressureLimit limit;
  private final RelaySignal relay;
  private final NamedWrites named;
  private final Tracing tracing;
  private final ShutdownGate gate;
  private @Nullable TransactionalWrites writes;
  private @Nullable BackgroundLoop looks;

  @Inject
  TransactionalDoor(
      Supervisor supervisor,
      Provider<PostgresStore> store,
      DeliveryFactory deliveries,
      Backlog backlog,
      BackpressureLimit limit,
      RelaySignal relay,
      NamedWrites named,
      Tracing tracing,
      ShutdownGate gate) {
    this.supervisor = supervisor;
    this.store = store;
    this.deliveries = deliveries;
    this.backlog = backlog;
    this.limit = limit;
    this.relay = relay;
    this.named = named;
    this.tracing = GuardedTracing.of(tracing);
    this.gate = gate;
  }

  synchronized TransactionalWrites writes() {
    if (writes == null) {
      gate.requireOpen();
      TransactionalWrites opened =
          store
              .get()
              .transactionalWrites(
                  write -> tracing.atCaller(deliveries.of(write)),
                  OutboxWriter::requireUsable,
                  this);
      looks = supervisor.repeat("look which transactions are over", LOOK_EVERY, opened::look);
      writes = opened;
    }
    return writes;
  }

  // A key that was stored directly leaves no row that the transaction could find.
  @Override
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

  // Before the commit, as how it ends is known late, or never.
  @Override
  public void joined(Delivery write) {
    named.acknowledged(write);
  }

  @Override
  public void joins(TenantId tenant) {
    // Nothing in this process would deliver it.
    gate.requireOpen();
    long waiting = backlog.unconfirmed(tenant);
    if (waiting >= limit.perTenant()) {
      throw new OutboxFullException(tenant, waiting, limit.perTenant());
    }
    backlog.enqueueBegins(tenant);
  }

  @Override
  public void ended(TenantId tenant, boolean committed) {
    backlog.enqueueEnds(tenant, committed);
    if (committed) {
      relay.wake(tenant);
    }
  }

  @Override
  public void start() {
    // There is nothing to check before the writes are requested.
  }

  @Override
  public synchronized void stop() {
    if (looks != null) {
      looks.close();
    }
  }
}
