package io.soma.memory.app.wiring;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.client.DeliveryFactory;
import io.soma.memory.app.usecase.client.OutboxPath;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TransactionWatch;
import io.soma.memory.postgres.TransactionalWrites;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets embedders write within their own transactions, and keeps the tenant's other writes behind
 * them. Costs nothing until it is asked for.
 */
@Singleton
final class TransactionalDoor implements Background, TransactionWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GuardedLooks looks = new GuardedLooks();
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(1, Threads.named("soma-transactions"));
  private final Provider<PostgresStore> store;
  private final DeliveryFactory deliveries;
  private final Backlog backlog;
  private final BackpressureLimit limit;
  private final RelaySignal relay;
  private @Nullable TransactionalWrites writes;

  @Inject
  TransactionalDoor(
      Provider<PostgresStore> store,
      DeliveryFactory deliveries,
      Backlog backlog,
      BackpressureLimit limit,
      RelaySignal relay) {
    this.store = store;
    this.deliveries = deliveries;
    this.backlog = backlog;
    this.limit = limit;
    this.relay = relay;
  }

  synchronized TransactionalWrites writes() {
    if (writes == null) {
      TransactionalWrites opened =
          store.get().transactionalWrites(deliveries::of, OutboxPath::requireUsable, this);
      // The future says nothing more: a look catches its own errors.
      var unused =
          executor.scheduleWithFixedDelay(
              () -> looks.run("look which transactions are over", opened::look),
              0,
              LOOK_EVERY.toMillis(),
              TimeUnit.MILLISECONDS);
      writes = opened;
    }
    return writes;
  }

  @Override
  public void joins(TenantId tenant) {
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
    // There is nothing to look at before somebody asks for the writes.
  }

  @Override
  public void stop() {
    Stopping.orderly(executor, PATIENCE);
  }
}
