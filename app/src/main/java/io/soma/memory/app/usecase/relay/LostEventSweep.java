package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds events that the transport has acknowledged and that never arrive: the broker came back
 * empty, the topic was deleted, or the transport was changed. A tenant whose circuit is closed, and
 * of whom nothing is pending and nothing has moved between two looks, has all of its events carried
 * once more; the replay passes over what has arrived meanwhile. Calls must not overlap.
 */
@Singleton
public final class LostEventSweep {

  private static final Logger LOG = LoggerFactory.getLogger(LostEventSweep.class);
  private static final EventId ALL = new EventId(Long.MAX_VALUE);

  private final Outbox outbox;
  private final TransportGate gate;
  private final RelaySignal relay;
  private Map<TenantId, TenantBacklog> before = Map.of();

  @Inject
  public LostEventSweep(Outbox outbox, TransportGate gate, RelaySignal relay) {
    this.outbox = outbox;
    this.gate = gate;
    this.relay = relay;
  }

  /** Looks once; two looks without movement in between have a tenant's events carried again. */
  public void look() {
    List<TenantBacklog> now = outbox.backlog();
    for (TenantBacklog backlog : now) {
      TenantId tenant = backlog.tenant();
      if (backlog.pending() == 0 && backlog.equals(before.get(tenant)) && gate.isOpen(tenant)) {
        carryAgain(tenant);
      }
    }
    Map<TenantId, TenantBacklog> seen = new HashMap<>();
    now.forEach(backlog -> seen.put(backlog.tenant(), backlog));
    before = seen;
  }

  // One tenant's trouble is no other's; the next look comes to it again.
  private void carryAgain(TenantId tenant) {
    try {
      int again = outbox.resend(tenant, ALL);
      relay.wake(tenant);
      LOG.atInfo()
          .addKeyValue("tenant", tenant)
          .addKeyValue("events", again)
          .log("events did not arrive and are carried again");
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .log("lost events are not carried again yet: {}", e.getMessage());
    }
  }
}
