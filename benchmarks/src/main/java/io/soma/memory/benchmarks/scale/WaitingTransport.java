package io.soma.memory.benchmarks.scale;

import com.google.inject.Inject;
import io.soma.memory.benchmarks.load.Pause;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.List;

/**
 * A broker that takes 5 ms for a batch and no processor at all: what is left is the relay and
 * PostgreSQL.
 */
final class WaitingTransport implements EventPublisher {

  private static final Duration TIME = Duration.ofMillis(5);
  private static final Duration AFTER_AN_INTERRUPT = Duration.ofSeconds(1);

  @Inject
  WaitingTransport() {}

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    try {
      Pause.of(TIME);
      return new Published.All(events.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Published.Interrupted(0, "interrupted", AFTER_AN_INTERRUPT);
    }
  }
}
