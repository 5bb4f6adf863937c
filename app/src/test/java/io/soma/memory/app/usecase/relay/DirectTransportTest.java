package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.contract.EventPublisherContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Delivers while it publishes: what it acknowledges has been replayed. */
class DirectTransportTest extends EventPublisherContract {

  private final Map<TenantId, List<OutboxEvent>> replayed = new ConcurrentHashMap<>();
  private volatile boolean away;
  private final EventPublisher transport = new DirectTransport(this::replay);

  private ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
    if (away) {
      return new ReplayProgress(0, Duration.ofMillis(1));
    }
    replayed.computeIfAbsent(tenant, unused -> new ArrayList<>()).addAll(events);
    return new ReplayProgress(events.size(), Duration.ZERO);
  }

  @Override
  protected EventPublisher publisher() {
    return transport;
  }

  @Override
  protected boolean deliversWhilePublishing() {
    return true;
  }

  @Override
  protected List<OutboxEvent> arrived(TenantId tenant, int atLeast) {
    return replayed.getOrDefault(tenant, List.of());
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(
        new Outage() {
          @Override
          public void begin() {
            away = true;
          }

          @Override
          public void end() {
            away = false;
          }
        });
  }
}
