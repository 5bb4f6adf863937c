package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.retry.Backoff;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Finds events that the transport has acknowledged and that never arrive: the broker came back
 * empty, the topic was deleted, or the transport was changed. If a tenant's circuit is closed, none
 * of its events is pending and none has moved between two polls, all of its events are carried once
 * more; the replay skips those that have arrived meanwhile. While nothing moves, such as without
 * any replayer, this happens more and more seldom, every 10 minutes in the end. Calls must not
 * overlap.
 */
@Singleton
public final class LostEventSweep {

  private static final Logger LOG = Logs.of(LostEventSweep.class);
  private static final EventId ALL = new EventId(Long.MAX_VALUE);

  // Without a reader, each time adds all of a tenant's events to its topic.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(10));
  private static final double WITHOUT_JITTER = 1;

  private final Outbox outbox;
  private final TransportGate gate;
  private final RelaySignal relay;
  private final MonotonicClock clock;
  private Map<TenantId, Standstill> before = Map.of();

  @Inject
  public LostEventSweep(
      Outbox outbox, TransportGate gate, RelaySignal relay, MonotonicClock clock) {
    this.outbox = outbox;
    this.gate = gate;
    this.relay = relay;
    this.clock = clock;
  }

  /**
   * A tenant as it was at the last look.
   *
   * @param times how many times its events were carried again since one last moved
   * @param notBefore when they may be carried again, in nanoseconds of the monotonic clock
   */
  private record Standstill(TenantBacklog backlog, int times, long notBefore) {

    // More events, or events on their way once more, are no sign that any arrive.
    boolean isOverAt(TenantBacklog now) {
      return !now.oldest().equals(backlog.oldest()) || now.unconfirmed() < backlog.unconfirmed();
    }
  }

  /**
   * Polls once; after two polls without movement in between, a tenant's events are carried again.
   */
  public void look() {
    Map<TenantId, Standstill> seen = new HashMap<>();
    for (TenantBacklog backlog : outbox.backlog()) {
      seen.put(backlog.tenant(), look(backlog, before.get(backlog.tenant())));
    }
    before = seen;
  }

  private Standstill look(TenantBacklog now, @Nullable Standstill last) {
    if (last == null || last.isOverAt(now)) {
      return new Standstill(now, 0, clock.nanos());
    }
    boolean mayBeLost = now.pending() == 0 && now.equals(last.backlog());
    if (!mayBeLost || clock.nanos() - last.notBefore() < 0 || !gate.isOpen(now.tenant())) {
      return new Standstill(now, last.times(), last.notBefore());
    }
    int times = last.times() + 1;
    Duration pause = BACKOFF.after(times, WITHOUT_JITTER);
    carryAgain(now.tenant(), pause);
    return new Standstill(now, times, clock.nanos() + pause.toNanos());
  }

  // One tenant's failure must not stop the others; a later poll tries this tenant again.
  private void carryAgain(TenantId tenant, Duration pause) {
    try {
      int again = outbox.resend(tenant, ALL);
      relay.wake(tenant);
      LOG.atInfo()
          .addKeyValue("tenant", tenant)
          .addKeyValue("events", again)
          .log(
              "events did not arrive and are carried again; if nothing moves, once more in {} s",
              pause.toSeconds());
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .log("lost events are not carried again yet: {}", e.getMessage());
    }
  }
}
