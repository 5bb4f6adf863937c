package io.soma.memory.testkit.fake;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transport that keeps its events until a test hands them on. Safe for many threads; never
 * blocks.
 */
public final class InMemoryTransport implements EventPublisher {

  /** How long an interrupted caller is asked to wait. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<TenantId, List<OutboxEvent>> published = new HashMap<>();
  private final Map<TenantId, Integer> settled = new HashMap<>();
  private final Set<EventId> refused = new HashSet<>();
  private int room = Integer.MAX_VALUE;

  @Override
  public synchronized Published publish(TenantId tenant, List<OutboxEvent> events) {
    int taken = 0;
    for (OutboxEvent event : events) {
      if (refused.contains(event.id())) {
        return new Published.Refused(taken, "event " + event.id() + " is refused by the test");
      }
      if (room == 0) {
        return new Published.Interrupted(taken, "interrupted by the test", PAUSE);
      }
      keep(tenant, event);
      taken++;
    }
    return new Published.All(taken);
  }

  /** Takes {@code events} more, of whichever tenant, then interrupts until {@link #resume}. */
  public synchronized void interruptAfter(int events) {
    room = events;
  }

  /** Takes everything again that is not refused. */
  public synchronized void resume() {
    room = Integer.MAX_VALUE;
  }

  /** Always refuses this event. */
  public synchronized void refuse(EventId id) {
    refused.add(id);
  }

  /** Everything that was taken for a tenant, in order, repeated deliveries too. */
  public synchronized List<OutboxEvent> published(TenantId tenant) {
    return List.copyOf(published.getOrDefault(tenant, List.of()));
  }

  /** The tenant's events that were taken and are not settled by {@link #handOver} yet. */
  public synchronized List<OutboxEvent> kept(TenantId tenant) {
    List<OutboxEvent> all = published(tenant);
    return all.subList(settled.getOrDefault(tenant, 0), all.size());
  }

  /**
   * Hands a tenant's kept events to a replay, all at once, and keeps those that it did not settle.
   * Calls for one tenant must not overlap.
   */
  public ReplayProgress handOver(TenantId tenant, EventReplay replay) {
    ReplayProgress progress = replay.replay(tenant, kept(tenant));
    settle(tenant, progress.settled());
    return progress;
  }

  private synchronized void settle(TenantId tenant, int count) {
    settled.merge(tenant, count, Integer::sum);
  }

  private void keep(TenantId tenant, OutboxEvent event) {
    published.computeIfAbsent(tenant, unused -> new ArrayList<>()).add(event);
    if (room != Integer.MAX_VALUE) {
      room--;
    }
  }
}
