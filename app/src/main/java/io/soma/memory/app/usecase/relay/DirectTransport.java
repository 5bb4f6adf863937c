package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import jakarta.inject.Inject;
import java.util.List;

/** Hands events to the memory service itself; for deployments without Kafka. */
public final class DirectTransport implements EventPublisher {

  /** As many as are confirmed at once; few, so that a batch is over before its lease. */
  private static final int SLICE = 50;

  private final EventReplay replay;

  @Inject
  public DirectTransport(EventReplay replay) {
    this.replay = replay;
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    ReplayProgress progress = replay.replay(tenant, events);
    return progress.settled() == events.size()
        ? new Published.All(events.size())
        : new Published.Interrupted(
            progress.settled(), "the memory service takes no more now", progress.pause());
  }

  @Override
  public int mostAtOnce() {
    return SLICE;
  }

  @Override
  public boolean needsMemoryService() {
    return true;
  }

  // The replay has confirmed each event, or passed it over.
  @Override
  public boolean settlesEvents() {
    return true;
  }
}
