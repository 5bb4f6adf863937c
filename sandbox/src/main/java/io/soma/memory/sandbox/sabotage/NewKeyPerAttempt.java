package io.soma.memory.sandbox.sabotage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.http.RetrofitMemoryService;
import io.soma.memory.http.TenantScopedMemoryService;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.CloseStack;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Each attempt carries a new idempotency key, so that the service cannot know it for a repeat. */
final class NewKeyPerAttempt extends AbstractModule {

  @Provides
  @Singleton
  static MemoryService memoryService(
      MemoryConfig config, CloseStack closing, MonotonicClock clock) {
    RetrofitMemoryService remote =
        closing.with(RetrofitMemoryService.create(config.service().http()));
    return new Forgetful(
        TenantScopedMemoryService.around(remote, config.service().tenancy(), clock));
  }

  private record Forgetful(MemoryService real) implements MemoryService {

    @Override
    public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
      WriteIdentity known = delivery.identity();
      Delivery renamed =
          delivery.withIdentity(
              new WriteIdentity(
                  known.requestId(),
                  new IdempotencyKey(UUID.randomUUID()),
                  known.dedupeKey(),
                  known.fingerprint(),
                  known.source()));
      return real.deliver(renamed, timeout);
    }

    @Override
    public ServiceCapabilities capabilities() {
      return real.capabilities();
    }

    @Override
    public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
      return real.hasTaken(delivery, timeout);
    }

    @Override
    public CallResult<Optional<Memory>> fetch(
        ReadContext context, Coordinate coordinate, Duration timeout) {
      return real.fetch(context, coordinate, timeout);
    }

    @Override
    public CallResult<List<Memory>> recall(
        ReadContext context, RecallQuery query, Duration timeout) {
      return real.recall(context, query, timeout);
    }

    @Override
    public CallResult<List<Neighbor>> neighbors(
        ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
      return real.neighbors(context, coordinate, query, timeout);
    }

    @Override
    public CallResult<Optional<LinkPath>> path(
        ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
      return real.path(context, from, to, query, timeout);
    }

    @Override
    public ServiceHealth health(Duration timeout) {
      return real.health(timeout);
    }

    @Override
    public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
      return real.statusPage(kind, timeout);
    }
  }
}
