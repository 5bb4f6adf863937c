package io.soma.memory.app.wiring;

import io.soma.memory.app.background.Background;
import io.soma.memory.app.usecase.client.JoinedWrites;
import io.soma.memory.app.usecase.client.OutboxWriter;
import io.soma.memory.app.usecase.client.ShutdownGate;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.transaction.TransactionWatch;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets embedders write within their own transactions of PostgreSQL, by the rules of {@link
 * JoinedWrites}. Costs nothing until it is used.
 */
@Singleton
final class TransactionalDoor implements Background, TransactionWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Supervisor supervisor;
  private final Provider<PostgresStore> store;
  private final JoinedWrites joined;
  private final ShutdownGate gate;
  private @Nullable TransactionalWrites writes;
  private @Nullable BackgroundLoop looks;

  @Inject
  TransactionalDoor(
      Supervisor supervisor,
      Provider<PostgresStore> store,
      JoinedWrites joined,
      ShutdownGate gate) {
    this.supervisor = supervisor;
    this.store = store;
    this.joined = joined;
    this.gate = gate;
  }

  synchronized TransactionalWrites writes() {
    if (writes == null) {
      gate.requireOpen();
      TransactionalWrites opened =
          store.get().transactionalWrites(joined::of, OutboxWriter::requireUsable, this);
      looks = supervisor.repeat("look which transactions are over", LOOK_EVERY, opened::look);
      writes = opened;
    }
    return writes;
  }

  @Override
  public Optional<Enqueued> earlier(Delivery write) {
    return joined.earlier(write);
  }

  @Override
  public void joined(Delivery write) {
    joined.joined(write);
  }

  @Override
  public void joins(TenantId tenant) {
    joined.joins(tenant);
  }

  @Override
  public void ended(TenantId tenant, boolean committed) {
    joined.ended(tenant, committed);
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
